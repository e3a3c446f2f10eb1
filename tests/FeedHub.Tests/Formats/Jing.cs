using System.Diagnostics;

namespace FeedHub.Tests.Formats;

/// <summary>Checks documents by a RELAX NG grammar of ours with jing, which is Debian's.</summary>
internal static class Jing
{
    /// <summary>
    /// What jing finds wrong, a line each with the name of the document; skips the test where there is no jing, but not in the run that all
    /// must pass.
    /// </summary>
    public static async Task<string> CheckAsync(string grammar, params (string Name, byte[] Document)[] documents)
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-jing-").FullName;
        try
        {
            foreach (var (name, document) in documents)
                await File.WriteAllBytesAsync(Path.Combine(folder, name), document);
            string[] arguments =
                ["-c", RepositoryFiles.Path("tests", "FeedHub.Tests", "Formats", "Grammars", grammar),
                    .. documents.Select(d => Path.Combine(folder, d.Name))];
            using var jing = Start(arguments);
            // Debian's launcher warns of libraries that nothing here needs.
            var warnings = jing.StandardError.ReadToEndAsync();
            var found = await jing.StandardOutput.ReadToEndAsync();
            await jing.WaitForExitAsync();
            Assert.True(jing.ExitCode == 0 == (found.Length == 0), await warnings);
            return found.Replace(folder + "/", "", StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("jing", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("jing is not installed (Debian: apt-get install jing)");
            throw;
        }
    }
}
