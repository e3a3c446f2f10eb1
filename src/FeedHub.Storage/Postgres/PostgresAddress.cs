using System.Data.Common;
using Npgsql;

namespace FeedHub.Storage.Postgres;

/// <summary>Which database on which server, and how to get in. Shown as text, it never has the password.</summary>
public sealed class PostgresAddress
{
    /// <summary>How a store string is written.</summary>
    public const string Form = "Host=…;Database=…;Username=…;Password=…";

    /// <summary>
    /// Each execution is planned with its values: a plan for any values would take common words for rare ones, and compare what a condition
    /// leaves out. Statements are small, so compiling them costs more than it gains. A page that is read out of order costs hardly more
    /// than the next one, from memory or a solid-state disk; with the default of 4, a page of three common filters walked 30,000 stories
    /// (61 ms) where the index of words finds 1,700 (10 ms).
    /// </summary>
    private const string Planning = "-c plan_cache_mode=force_custom_plan -c jit=off -c random_page_cost=1.1";

    /// <summary>
    /// A process that is frozen within a transaction keeps its locks no longer than this. Nodes are noticed sooner; this is for other
    /// verbs.
    /// </summary>
    private const string Idling = "-c idle_in_transaction_session_timeout=300000";

    private const string ReadOnly = "-c default_transaction_read_only=on";

    /// <summary>For one statement, in seconds: a large purge is one.</summary>
    private const int Patience = 600;
    private const int AlonePatience = 5;

    private readonly NpgsqlConnectionStringBuilder given;

    private PostgresAddress(NpgsqlConnectionStringBuilder given) => this.given = given;

    /// <summary>Reads a connection string of Npgsql.</summary>
    /// <exception cref="FormatException">It is none, or names no host or database. The message has no part of it.</exception>
    public static PostgresAddress Read(string text)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // Its message may repeat a part of the password, so it is not passed on.
            throw new FormatException($"The store string cannot be read. Write it as {Form}; quote a value that contains a semicolon.");
        }
        return string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database)
            ? throw new FormatException($"The store string must name Host and Database: {Form}.")
            : new PostgresAddress(builder);
    }

    /// <summary>The server and the database, for people.</summary>
    public override string ToString() =>
        $"the database {given.Database} on {given.Host}{(given.Port == NpgsqlConnection.DefaultPort ? "" : $":{given.Port}")}";

    /// <summary>The name that the server knows a process's connections by; it keeps 63 bytes of it.</summary>
    internal static string ProgramOf(string process) => $"feedhub {process}";

    /// <summary>Connects when first asked for a connection.</summary>
    /// <param name="process">Whose connections these are.</param>
    internal NpgsqlDataSource Open(bool onlyReads, string process)
    {
        var settings = new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            ApplicationName = ProgramOf(process),
            // Nothing that we run changes a connection for those after it, and resetting it would cost a short read a third of its time.
            NoResetOnClose = true,
            Options = string.Join(' ', new[] { given.Options, Planning, Idling, onlyReads ? ReadOnly : null }.OfType<string>()),
        };
        // Parsed once for each connection, as SqlSession promises.
        Default("Max Auto Prepare", 200);
        Default("Auto Prepare Min Usages", 2);
        Default("Maximum Pool Size", 40);
        Default("Command Timeout", Patience);
        return Named(onlyReads ? "reading" : "feedhub", settings);

        void Default(string name, int value)
        {
            if (!((DbConnectionStringBuilder)given).ShouldSerialize(name))
                settings[name] = value;
        }
    }

    /// <summary>For connections that no pool has, so that closing one ends what it holds. An answer is awaited for seconds only.</summary>
    internal NpgsqlDataSource OpenAlone(string process) => Named("alone", new NpgsqlConnectionStringBuilder(given.ConnectionString)
    {
        ApplicationName = ProgramOf(process),
        Pooling = false,
        CommandTimeout = AlonePatience,
        Timeout = AlonePatience,
    });

    /// <summary>By default its name is its connection string, and metrics show the name.</summary>
    private static NpgsqlDataSource Named(string name, NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name }.Build();
}
