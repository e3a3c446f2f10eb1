namespace FeedHub.Server.Configuration.Yaml;

/// <summary>A value read from a text, or what is wrong with the text and how to fix it.</summary>
internal readonly record struct Parsed<T>(T? Value, string? Wrong)
{
    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Refusal refusal) => new(default, refusal.Message);
}

/// <summary>What is wrong with a text and how to fix it.</summary>
internal readonly record struct Refusal(string Message);
