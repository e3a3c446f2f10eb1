using System.Xml;
using System.Xml.Linq;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Mirroring;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace FeedHub.Server.Security.Sessions;

/// <summary>
/// Keeps the keys that protect cookies and forms in the data folder, as private files. If they are deleted, editors must sign in again.
/// </summary>
internal sealed class PrivateKeyRing(FeedHubOptions options, IDataFiles files) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    private readonly string folder = Path.Combine(options.DataDirectory, DataPath.EditorKeys);

    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    /// <summary>Those of all nodes, as of now: a node that starts beside another makes no key if that one has just made one.</summary>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        // Asked for when the server starts and then about once a day, by an interface that cannot wait otherwise.
        files.PullAsync(CancellationToken.None).GetAwaiter().GetResult();
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(Read)]
            : [];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var bytes = new MemoryStream();
        element.Save(bytes);
        files.ChangeAsync(DataPath.EditorKey($"{Guid.NewGuid():N}"), _ => bytes.ToArray(), CancellationToken.None).GetAwaiter().GetResult();
    }

    private static XElement Read(string file)
    {
        try
        {
            return XElement.Load(file);
        }
        catch (XmlException broken)
        {
            throw new InvalidDataException($"{file} is damaged; delete it. Editors must then sign in again.", broken);
        }
    }
}

/// <summary>Registers what editors sign in with.</summary>
internal static class EditorSessions
{
    public static IServiceCollection AddEditorSessions(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("FeedHub");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, PrivateKeyRing>();
        services.AddSingleton<XmlKeyManager>().AddSingleton<IKeyManager, CookieKeys>();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "feedhub-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The policy of content says so already.
            o.SuppressXFrameOptionsHeader = true;
        });
        return services.AddSingleton<EditorCookie>();
    }
}
