namespace FeedHub.Server.Pages.Desk;

/// <summary>What an editor has entered into a form that could not be carried out: nothing of it is lost.</summary>
public sealed record Entered(string Kind, string Note, string Wrong, string Right)
{
    public static readonly Entered Nothing = new("", "", "", "");

    public static Entered In(IFormCollection form) =>
        new(form["kind"].ToString(), form["note"].ToString(), form["wrong"].ToString(), form["right"].ToString());
}
