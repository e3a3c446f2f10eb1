using FeedHub.Storage;
using FeedHub.Storage.Postgres;
using Npgsql;

namespace FeedHub.Tests.Storage.Postgres;

public class PostgresAddressTests
{
    private const string Secret = "s3cret";

    [Theory]
    [InlineData("Host=db.example;Database=hub;Username=u;Password=s3cret", "the database hub on db.example")]
    [InlineData("Host=db.example;Port=6432;Database=hub;Password=s3cret", "the database hub on db.example:6432")]
    public void An_address_is_shown_without_its_password(string text, string shown)
    {
        var store = new StoreLocation("data", PostgresAddress.Read(text));
        Assert.Equal((shown, shown), ($"{store.Server}", $"{store}"));
    }

    [Theory]
    [InlineData("Host=db.example;Database=hub;Password=s3cret;half=7")]
    [InlineData("Host=db.example;Database=hub;Port=s3cret")]
    [InlineData("Database=hub;Password=s3cret")]
    [InlineData("Host=db.example;Password=s3cret")]
    [InlineData("s3cret")]
    [InlineData("")]
    public void What_cannot_be_read_is_refused_without_being_repeated(string text)
    {
        var refused = Assert.Throws<FormatException>(() => PostgresAddress.Read(text));
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
        Assert.Contains(PostgresAddress.Form, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_named_with_what_to_do()
    {
        var wrong = Unusable("Host=127.0.0.1;Port=1;Database=hub;Username=u;Password=s3cret");
        Assert.StartsWith("the database hub on 127.0.0.1:1 cannot be used: the server does not answer", wrong, StringComparison.Ordinal);
        Assert.Contains("Check that it runs", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_is_missing_or_a_user_who_may_not_enter_is_named_with_what_to_do()
    {
        using var storage = new TemporaryStorage(onServer: true);
        var server = new NpgsqlConnectionStringBuilder(TestServer.StoreString("absent")) { Pooling = false };
        Assert.Contains("Create it with createdb", Unusable(server.ConnectionString), StringComparison.Ordinal);
        // What the server says of an unknown user depends on how it checks passwords.
        (server.Username, server.Password) = ("nobody_at_all", Secret);
        Assert.Contains("does not let this user in", Unusable(server.ConnectionString), StringComparison.Ordinal);
    }

    private static string Unusable(string text)
    {
        using var database = new PostgresDatabase(PostgresAddress.Read(text));
        var wrong = Assert.Throws<UnusableServerException>(database.Migrate);
        Assert.DoesNotContain(Secret, wrong.ToString(), StringComparison.Ordinal);
        return wrong.Message;
    }
}
