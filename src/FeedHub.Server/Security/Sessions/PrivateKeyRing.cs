using System.Xml;
using System.Xml.Linq;
using FeedHub.Server.Configuration;
using FeedHub.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace FeedHub.Server.Security.Sessions;

/// <summary>
/// Keeps the keys that protect cookies and forms in the data folder, as private files. If they are deleted, editors must sign in again.
/// </summary>
internal sealed class PrivateKeyRing(FeedHubOptions options) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    private readonly string folder = Path.Combine(options.DataDirectory, "editors");

    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(Read)]
        : [];

    public void StoreElement(XElement element, string friendlyName)
    {
        PrivateFiles.CreateFolder(folder);
        // Written under another name first, so that a file is whole or not there.
        var made = Path.Combine(folder, $"{Guid.NewGuid():N}.new");
        using (var file = PrivateFiles.Create(made))
        {
            element.Save(file);
            file.Flush(flushToDisk: true);
        }
        File.Move(made, Path.ChangeExtension(made, ".xml"));
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
