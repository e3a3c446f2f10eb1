using System.Globalization;
using System.Net;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Terminal;
using FeedHub.Storage;
using FeedHub.Storage.Postgres;

namespace FeedHub.Server.Commands.Settings;

/// <summary>Reads the values of options and of the environment; each method throws <see cref="CommandFailure"/> on a bad one.</summary>
internal static class SettingValues
{
    /// <summary>Addresses to listen on, separated by semicolons as in ASP.NET.</summary>
    public static IReadOnlyList<string> Urls(string value)
    {
        var urls = value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0 || !urls.All(ListenAddress.IsValid))
            throw Bad(value, "an address to listen on, such as http://127.0.0.1:8080 (http or https, host and port, no path)");
        return urls;
    }

    /// <summary>The address without a trailing slash.</summary>
    public static string PublicUrl(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url)
            || url is not { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
        {
            throw Bad(value, "a public address, such as https://feeds.example.org (http or https, without query and fragment)");
        }

        return value.TrimEnd('/');
    }

    public static string ExistingFile(string value) =>
        !File.Exists(value) ? throw new CommandFailure($"There is no file '{value}'.", CommandFailure.Usage)
        : RegularFile.WhyNot(value) is { } other ? throw new CommandFailure($"'{value}' {other}.", CommandFailure.Usage)
        : Path.GetFullPath(value);

    /// <summary>A database on a server. A bad value is not repeated, since it may have a password.</summary>
    public static PostgresAddress Store(string value)
    {
        try
        {
            return PostgresAddress.Read(value);
        }
        catch (FormatException bad)
        {
            throw new CommandFailure(bad.Message, CommandFailure.Usage);
        }
    }

    /// <summary>
    /// A data folder or a database on a server. A path with an equals sign has to begin with <c>/</c> or <c>.</c>: anything else with one
    /// may have a password, and is never taken for a folder.
    /// </summary>
    public static StoreLocation Place(string value) =>
        value.Contains('=', StringComparison.Ordinal) && !Path.IsPathRooted(value) && !value.StartsWith('.')
            ? new StoreLocation("", Store(value))
            : new StoreLocation(Path.GetFullPath(value), null);

    public static IPNetwork Network(string value) => IPNetwork.TryParse(value, out var network)
        ? network
        : throw Bad(value, "a network in CIDR form, such as 127.0.0.0/8 or fd00::/8");

    /// <summary>At most 20 s: the process has 30 to stop in all.</summary>
    public static TimeSpan Drain(string value) =>
        value.EndsWith('s') && int.TryParse(value[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 20
            ? TimeSpan.FromSeconds(seconds)
            : throw new CommandFailure($"FeedHub__Drain is '{value}'; write it in seconds, from 0s to 20s.", CommandFailure.Usage);

    private static CommandFailure Bad(string value, string wanted) => new($"'{value}' is not {wanted}.", CommandFailure.Usage);
}
