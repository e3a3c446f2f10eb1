using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FeedHub.Server.Commands.Settings;

/// <summary>A verb of the command line, whose help ends with examples.</summary>
internal abstract class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Makes the help of every verb below <paramref name="root"/> end with its examples.</summary>
    public static void AddExamplesTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is Verb verb)
                verb.WriteExamples(parseResult.InvocationConfiguration.Output);
            return code;
        }
    }

    private void WriteExamples(TextWriter output)
    {
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  feedhub {Name} {example}".TrimEnd());
        output.WriteLine();
    }
}
