using FeedHub.Core.Briefs;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration;

namespace FeedHub.Tests.Core.Timelines;

/// <summary>What must hold for every condition of the timeline, also for one that is added tomorrow.</summary>
public class TimelineConditionsTests
{
    /// <summary>Two values of each condition, in their order, with what titles say of them.</summary>
    private static readonly Dictionary<TimelineCondition, (string[] Values, string Title)> Samples = new()
    {
        [TimelineConditions.Language] = (["az", "en"], "az, en"),
        [TimelineConditions.Country] = (["AM", "GE"], "AM, GE"),
        [TimelineConditions.Region] = (["AM", "GE-AB"], "about AM, GE-AB"),
        [TimelineConditions.Topic] = (["energy", "transport"], "energy, transport"),
        [TimelineConditions.Kind] = (["state", "press", "think-tank"], "state, press, think-tank"),
        [TimelineConditions.Source] = (["alpha", "beta"], "alpha, beta"),
        [TimelineConditions.Outlet] = (["alpha", "beta"], "alpha, beta"),
        [TimelineConditions.Entity] = (["Baku", "ilham-aliyev"], "Baku, ilham-aliyev"),
        [TimelineConditions.Outlets] = (["<2", ">=5"], "told by fewer than 2 outlets or at least 5 outlets"),
        [TimelineConditions.ToldLanguage] = (["az", "hy"], "told in Azerbaijani and in Armenian"),
        [TimelineConditions.NotToldLanguage] = (["az", "hy"], "not told in Azerbaijani or in Armenian"),
        [TimelineConditions.ToldCountry] = (["AM", "GE"], "told from Armenia and from Georgia"),
        [TimelineConditions.NotToldCountry] = (["AM", "GE"], "not told from Armenia or from Georgia"),
        [TimelineConditions.ToldKind] = (["state", "press"], "told by state outlets and by press outlets"),
        [TimelineConditions.NotToldKind] = (["state", "press"], "not told by state outlets or by press outlets"),
        [TimelineConditions.Only] = (["state", "press"], "told by state or press outlets alone"),
        [TimelineConditions.After] = (["2026-11-01", "7d"], "arrived since 2026-11-01 and 7d"),
        [TimelineConditions.Before] = (["2026-11-01", "today"], "arrived before 2026-11-01 and today"),
        [TimelineConditions.Text] = (["bridge, road"], "“bridge, road”"),
    };

    public static TheoryData<string> Names => [.. TimelineConditions.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_read_from_an_address_written_to_it_and_named_in_the_title(string name)
    {
        var condition = TimelineConditions.All.Single(c => c.Name == name);
        var (values, title) = Samples[condition];
        var filter = Read(name, condition.IsText ? values[0] : string.Join(", ", values.Reverse().Append(values[0]).Select(v => v)));
        Assert.Equal(values, filter[condition]);
        Assert.All(TimelineConditions.All.Where(c => c != condition), c => Assert.Empty(filter[c]));
        Assert.Equal(
            $"?{name}={string.Join(',', values.Select(Uri.EscapeDataString))}", TimelineQuery.Write(filter));
        Assert.Equal($"Hub: {title}", TimelineTitle.For("Hub", filter));
        Assert.Equal((true, false), (filter.IsNarrowed, filter.With(condition).IsNarrowed));
        Assert.Equal("", TimelineQuery.Write(filter.With(condition)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_says_what_is_allowed_when_it_is_given_what_is_not(string name)
    {
        var condition = TimelineConditions.All.Single(c => c.Name == name);
        var given = new string('!', TimelineConditions.MaxTextChars + 1);
        var refused = Assert.IsType<TimelineReading.Refused>(TimelineQuery.Read(n => n == name ? [given] : []));
        var problem = Assert.Single(refused.Problems);
        Assert.Equal(name, problem.Field);
        Assert.Contains(condition.Allowed, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_title_names_every_condition_in_one_order()
    {
        var filter = TimelineConditions.All.Aggregate(TimelineFilter.All, (f, c) => f.With(c, Samples[c].Values)) with { Limit = 10 };
        Assert.Equal("Hub: " + string.Join(" · ", TimelineConditions.All.Select(c => Samples[c].Title)), TimelineTitle.For("Hub", filter));
        Assert.Equal("Hub: timeline", TimelineTitle.For("Hub", TimelineFilter.All));
    }

    [Fact]
    public void Names_are_distinct_and_none_is_that_of_a_page()
    {
        string[] names = [.. TimelineConditions.All.Select(c => c.Name), "limit"];
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void The_form_offers_what_the_catalog_knows_by_its_english_name()
    {
        var catalog = new CatalogReader(new FeedHubOptions { ConfigDirectory = RepositoryFiles.Path("feeds-config") })
            .Read(new Dictionary<string, string>(), null).Identified(s => BriefIdentities.From(s.Claims));
        Assert.Equal(
            ["Armenian", "Georgia", "Dagestan", "transport", "state", "OC Media"],
            Label((TimelineConditions.Language, "hy"), (TimelineConditions.Country, "GE"), (TimelineConditions.Region, "RU-DA"),
                (TimelineConditions.Topic, "transport"), (TimelineConditions.Kind, "state"), (TimelineConditions.Source, "oc-media")));
        Assert.Equal("Armenia", TimelineConditions.Region.Label(catalog, "AM"));

        IEnumerable<string> Label(params (TimelineCondition Condition, string Value)[] offered) => offered.Select(o =>
        {
            Assert.Contains(o.Value, o.Condition.Choices(catalog));
            return o.Condition.Label(catalog, o.Value);
        });
    }

    [Fact]
    public void The_readme_lists_them_in_their_order()
    {
        var readme = File.ReadAllText(RepositoryFiles.Path("README.md"));
        Assert.Contains(
            $"`?{string.Join('&', TimelineConditions.All.Select(c => c.Name + "="))}&limit=`", readme, StringComparison.Ordinal);
    }

    private static TimelineFilter Read(string name, string value) =>
        Assert.IsType<TimelineReading.Understood>(TimelineQuery.Read(n => n == name ? [value] : [])).Filter;
}
