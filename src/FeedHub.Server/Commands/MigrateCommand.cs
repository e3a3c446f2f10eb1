using FeedHub.Server.Commands.Settings;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub migrate</c>: brings the store up to date.</summary>
internal sealed class MigrateCommand : Verb
{
    public MigrateCommand(CommonOptions common)
        : base(
            "migrate",
            "Bring the store up to date with this version of FeedHub, and say what was done. Every verb that needs the store does so too; "
                + "this one is for updates that are made in steps. Safe while another FeedHub does the same.",
            "",
            "--store \"Host=db.example;Database=feedhub;Username=feedhub\"")
    {
        SetAction(async (parsed, _) =>
        {
            var (store, output) = (common.Store(parsed), parsed.InvocationConfiguration.Output);
            using var database = store.Open();
            var applied = database.Migrate();
            foreach (var name in applied)
                await output.WriteLineAsync($"Applied {name}.");
            await output.WriteLineAsync($"{store} is up to date{(applied.Count == 0 ? "; nothing had to be done" : "")}.");
            return 0;
        });
    }
}
