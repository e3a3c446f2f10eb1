using Dapper;
using FeedHub.Storage.Sql;

namespace FeedHub.Tests.Storage;

public class SqlSessionTests : IDisposable
{
    private const string Sql = "INSERT INTO catalog_file (path, text) VALUES (@path, @text)";
    private readonly TemporaryStorage storage = new();

    [Fact]
    public async Task A_value_goes_where_its_name_says_in_whatever_order_it_is_given()
    {
        await RunAsync(("@path", "a"), ("@text", "1"));
        await RunAsync(("@text", "2"), ("@path", "b"));
        await RunAsync(("@path", "c"), ("@text", "3"));
        await using var connection = await storage.ConnectAsync();
        Assert.Equal(
            [("a", "1"), ("b", "2"), ("c", "3")],
                await connection.QueryAsync<(string, string)>("SELECT path, text FROM catalog_file ORDER BY path"));
    }

    [Fact]
    public async Task Other_names_than_the_first_time_are_refused_and_nothing_is_written()
    {
        foreach (var wrong in new (
            string, object?)[][] { [("@path", "b")], [("@path", "b"), ("@texts", "2")], [("@path", "b"), ("@path", "c")] })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => storage.Database.WriteAsync(
                WriteScope.None,
                async sql =>
                {
                    await sql.ExecuteAsync(Sql, ("@path", "a"), ("@text", "1"));
                    return await sql.ExecuteAsync(Sql, wrong);
                },
                default));
        }
        await using var connection = await storage.ConnectAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM catalog_file"));
    }

    public void Dispose() => storage.Dispose();

    private Task<int> RunAsync(params (string, object?)[] parameters) => storage.Database.WriteAsync(
        WriteScope.None, sql => sql.ExecuteAsync(Sql, parameters), default);
}
