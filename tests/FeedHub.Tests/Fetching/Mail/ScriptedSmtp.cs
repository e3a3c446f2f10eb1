using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FeedHub.Core.Catalog;

namespace FeedHub.Tests.Fetching.Mail;

/// <summary>A mail server that fails as a test wants it to, which no real one does. Without encryption.</summary>
internal sealed class ScriptedSmtp : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Func<int, string, string?> answer;
    private readonly Task serving;
    private int connections;

    private ScriptedSmtp(Func<int, string, string?> answer)
    {
        this.answer = answer;
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>The whole mails that have arrived, headers and body.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    public MailServer Settings => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        Security = MailSecurity.None,
        From = "alerts@feedhub.example",
    };

    /// <param name="answer">
    /// The answer to a command, given the number of the connection; null for the usual one, empty to close the connection, "…" for none.
    /// The end of a mail is the command ".", the beginning of the connection "".
    /// </param>
    public static ScriptedSmtp Start(Func<int, string, string?>? answer = null) => new(answer ?? ((_, _) => null));

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
        ending.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync(ending.Token);
            _ = TalkAsync(client, Interlocked.Increment(ref connections));
        }
    }

    private async Task TalkAsync(TcpClient client, int connection)
    {
        using (client)
        {
            try
            {
                var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                for (var command = ""; command is not null; command = await reader.ReadLineAsync(ending.Token))
                {
                    if (!await AnswerAsync(client, connection, command))
                        return;
                    if (command == "DATA" && !await TakeAsync(client, connection, reader))
                        return;
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client left, or the test is over.
            }
        }
    }

    private async Task<bool> TakeAsync(TcpClient client, int connection, StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(ending.Token) is { } line && line != ".")
            mail.Append(line).Append("\r\n");
        Mails.Enqueue(mail.ToString());
        return await AnswerAsync(client, connection, ".");
    }

    private async Task<bool> AnswerAsync(TcpClient client, int connection, string command)
    {
        var text = answer(connection, command) ?? command.Split(' ')[0] switch
        {
            "" => "220 mail.example ESMTP",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 fine",
        };
        if (text.Length == 0)
            return false;
        if (text != "…")
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"), ending.Token);
        return true;
    }
}
