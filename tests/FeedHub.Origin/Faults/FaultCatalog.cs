namespace FeedHub.Origin.Faults;

/// <summary>Every fault by name.</summary>
internal static class FaultCatalog
{
    public static readonly IReadOnlyList<Fault> All =
        [.. StatusFaults.All, .. TimeFaults.All, .. SizeFaults.All, .. BrokenFaults.All, .. RedirectFaults.All, .. CacheFaults.All,
            .. MeaningFaults.All];

    private static readonly Dictionary<string, Fault> ByName = All.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public static Fault? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The list for <c>--help</c>.</summary>
    public static string Describe() => string.Join(Environment.NewLine, All.Select(f => $"  {Call(f),-44} {f.Summary}"));

    private static string Call(Fault fault) => fault.Arguments.Length == 0 ? fault.Name : $"{fault.Name};{fault.Arguments}";
}
