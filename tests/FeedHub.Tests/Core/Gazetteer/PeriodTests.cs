namespace FeedHub.Tests.Core.Gazetteer;

public class PeriodTests
{
    [Theory]
    [InlineData("en", "Exports rise 12% in March 2026", "12%", "month 3,2026")]
    [InlineData("en", "Output falls in 3M2026", "", "3m2026")]
    [InlineData("en", "On 23 April 14 people were hurt", "14", "month 4")]
    [InlineData("en", "Thousands march through the city", "", "")]
    [InlineData("ru", "За первые 9 месяцев 2025 года добыто 300 тонн", "300", "part 9,2025")]
    [InlineData("az", "Mart ayında 5 kənd su altında qaldı", "5", "month 3")]
    [InlineData("hy", "Ապրիլի 5-ին բացվեց 2 դպրոց", "2", "month 4")]
    [InlineData("ka", "2026 წლის მარტში 40 სახლი აშენდა", "40", "month 3,2026")]
    [InlineData("tr", "Ocak ayında 8 kişi kurtarıldı", "8", "month 1")]
    public void Years_months_and_dates_are_periods_and_not_figures(string language, string title, string figures, string periods)
    {
        var tags = ShippedGazetteer.Tagger.Tag(title, "", language);
        Assert.Equal(figures, string.Join(',', tags.Numbers.Select(n => n.What)));
        Assert.Equal(periods, string.Join(',', tags.Periods.Select(p => p.What)));
    }
}
