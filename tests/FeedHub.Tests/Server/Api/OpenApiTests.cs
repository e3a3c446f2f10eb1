using System.Net;
using System.Reflection;
using System.Text.Json;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace FeedHub.Tests.Server.Api;

/// <summary>The OpenAPI document says everything, and a program can be made of it.</summary>
[Collection(typeof(ReadersOfServedHub))]
public sealed class OpenApiTests(ServedHub hub)
{
    private const string Path = "/api/v1/openapi.json";

    /// <summary>Routes that the document leaves out, each with the reason.</summary>
    private static readonly (string Route, string Reason)[] LeftOut =
    [
        (Path, "It is the document itself."),
        ("/api/v1/series/{series}/poll", "It is for the plugin for WordPress, and docs/publishing.md describes it."),
    ];

    [Fact]
    public async Task Every_route_of_the_API_is_in_it()
    {
        var paths = (await hub.Client.JsonFeedAsync(Path)).GetProperty("paths").EnumerateObject().Select(p => p.Name);
        var routes = hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!.Replace(":long", "", StringComparison.Ordinal))
            .Where(r => r.StartsWith("/api/v1/", StringComparison.Ordinal)).Distinct();
        Assert.Equal(routes.Except(LeftOut.Select(l => l.Route)).Order(), paths.Order());
    }

    [Fact]
    public async Task Every_operation_has_a_summary_described_parameters_an_answer_and_examples()
    {
        var operations =
            from path in (await hub.Client.JsonFeedAsync(Path)).GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            select (Name: $"{operation.Name} {path.Name}", operation.Value);
        var seen = new HashSet<string>();
        foreach (var (name, operation) in operations)
        {
            Assert.True(seen.Add(operation.GetProperty("operationId").GetString()!), name);
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.All(
                operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [],
                p => Assert.True(p.GetProperty("description").GetString()!.Length > 5 && p.TryGetProperty("schema", out _), name));
            foreach (var part in name.Split('{').Skip(1).Select(p => p.Split('}')[0]))
            {
                Assert.Contains(
                    parameters.EnumerateArray(), p => p.GetProperty("name").GetString() == part && p.TryGetProperty("example", out _));
            }
            var answers = operation.GetProperty("responses");
            var done = answers.EnumerateObject().Single(a => a.Name is "200" or "201").Name;
            var content = answers.GetProperty(done).GetProperty("content").EnumerateObject().First();
            var answer = content.Value;
            if (answer.GetProperty("schema").TryGetProperty("$ref", out var schema))
            {
                Assert.StartsWith("#/components/schemas/", schema.GetString(), StringComparison.Ordinal);
                Assert.Equal(JsonValueKind.Object, answer.GetProperty("example").ValueKind);
            }
            else
            {
                // A file, of which the example is its text.
                Assert.Equal(JsonValueKind.String, answer.GetProperty("example").ValueKind);
            }
            foreach (var problem in answers.EnumerateObject().Where(a => a.Name != done))
            {
                var told = problem.Value.GetProperty("content").GetProperty("application/problem+json");
                Assert.True(told.TryGetProperty("example", out _), name);
            }
            Assert.True(answers.TryGetProperty("429", out _), name);
        }
        Assert.True(seen.Count > 15);
    }

    [Fact]
    public async Task What_is_never_null_is_required_and_each_field_is_a_type()
    {
        var schemas = (await hub.Client.JsonFeedAsync(Path)).GetProperty("components").GetProperty("schemas");
        var report = schemas.GetProperty("Report");
        var required = report.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ToList();
        Assert.Contains("entry", required);
        Assert.DoesNotContain("excerpt", required);
        Assert.DoesNotContain("\"nullable\"", schemas.GetRawText(), StringComparison.Ordinal);
        foreach (var schema in schemas.EnumerateObject())
        {
            Assert.All(
                schema.Value.GetProperty("properties").EnumerateObject(),
                p => Assert.True(
                    p.Value.TryGetProperty("type", out _) || p.Value.TryGetProperty("$ref", out _), $"{schema.Name}.{p.Name}"));
        }
    }

    [Fact]
    public async Task A_client_that_is_generated_from_it_compiles_and_reads_the_timeline()
    {
        var document = await OpenApiDocument.FromJsonAsync(await hub.Client.GetStringAsync(Path));
        var code = new CSharpClientGenerator(document, new CSharpClientGeneratorSettings
        {
            ClassName = "HubClient",
            CSharpGeneratorSettings = { Namespace = "Generated", JsonLibrary = CSharpJsonLibrary.SystemTextJson },
        }).GenerateFile();
        var client = Compile(code).GetType("Generated.HubClient")!;
        var calls = Activator.CreateInstance(client, new HttpClient())!;
        client.GetProperty("BaseUrl")!.SetValue(calls, hub.Client.BaseAddress!.ToString());
        var get = client.GetMethods().Single(m => m.Name == "GetStoryAsync" && m.GetParameters().Length == 1);
        var call = (Task)get.Invoke(calls, [hub.Stories.Bridge])!;
        await call;
        dynamic story = call.GetType().GetProperty("Result")!.GetValue(call)!;
        Assert.Equal(3, Enumerable.Count(story.Reports));
        var list = client.GetMethods().Single(
            m => m.Name == "ListStoriesAsync" && m.GetParameters().All(p => p.ParameterType != typeof(CancellationToken)));
        var arguments = list.GetParameters().Select(p => p.Name == "lang" ? "hy" : (object?)null).ToArray();
        var listing = (Task)list.Invoke(calls, arguments)!;
        await listing;
        dynamic stories = listing.GetType().GetProperty("Result")!.GetValue(listing)!;
        Assert.Single(stories.Items);
    }

    [Fact]
    public async Task The_reference_has_no_script_of_its_own_and_asks_nobody_else()
    {
        using var page = await hub.Client.GetAsync("/docs");
        var text = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("//", text.Replace("</", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var policy = page.Header("Content-Security-Policy")!;
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'sha256-", policy, StringComparison.Ordinal);
        using var script = await hub.Client.GetAsync("/docs/scalar.js", ("Accept-Encoding", "gzip"));
        Assert.Equal((HttpStatusCode.OK, "gzip"), (script.StatusCode, script.Header("Content-Encoding")));
        Assert.Contains("createApiReference", System.Text.Encoding.UTF8.GetString(await script.DecodedAsync()), StringComparison.Ordinal);
    }

    private static Assembly Compile(string code)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(System.IO.Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(
            "generated", [CSharpSyntaxTree.ParseText(code)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(assembly.ToArray());
    }
}
