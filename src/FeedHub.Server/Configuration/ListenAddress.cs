namespace FeedHub.Server.Configuration;

/// <summary>Addresses to listen on, as <c>--urls</c> takes them.</summary>
internal static class ListenAddress
{
    public static bool IsValid(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is
            {
                Scheme: "http" or "https", PathBase: "", IsUnixPipe: false, IsNamedPipe: false,
                Port: >= 0 and <= 65535
            };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Where the address is reached from this machine, without a trailing slash.</summary>
    public static string Reachable(string url)
    {
        var address = BindingAddress.Parse(url);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}";
    }
}
