using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FeedHub.Core.Catalog;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Configuration;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace FeedHub.Server.Api.Description;

/// <summary>The OpenAPI document: what routes say of themselves (<see cref="ApiOperation"/>), and what is the same for all.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    private const string Key = "key";
    private const string Problem = "application/problem+json";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Written);
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        return services.AddOpenApi(Name, options =>
        {
            // Of the generators of clients, most still read 3.0 best.
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
            options.ShouldInclude = route => route.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().Any();
            options.CreateSchemaReferenceId = type => NameOf(type.Type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            options.AddSchemaTransformer((schema, context, _) => WithoutNullsAsync(schema, context));
            options.AddOperationTransformer(DescribeAsync);
            options.AddDocumentTransformer((document, context, _) => FinishAsync(
                document, context.ApplicationServices.GetRequiredService<CurrentCatalog>().Value.Site));
        });
    }

    /// <summary>“Story” for ApiStory, and “StoryList” for a list of them; null for a type of others.</summary>
    private static string? NameOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ApiList<>) ? NameOf(type.GetGenericArguments()[0]) + "List"
        : $"{type.Namespace}.".StartsWith($"{typeof(ApiStory).Namespace}.", StringComparison.Ordinal) && !type.IsGenericType
            ? type.Name["Api".Length..]
        : null;

    /// <summary>What is null is absent from an answer: so what may be null is not required, and nothing is null.</summary>
    private static Task WithoutNullsAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        schema.Type &= ~JsonSchemaType.Null;
        if (NameOf(context.JsonTypeInfo.Type) is not null && schema.Properties is not null)
            schema.Required = context.JsonTypeInfo.Properties.Where(p => !p.IsGetNullable).Select(p => p.Name).ToHashSet();
        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var said = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().Single();
        (operation.OperationId, operation.Summary, operation.Description) = (said.Id, said.Summary, said.Description);
        operation.Tags = new HashSet<OpenApiTagReference> { new(said.Tag, context.Document) };
        operation.Parameters = [.. said.Parameters.Select(p => Described(p, operation.Parameters))];
        if (said.Body is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new()
                    {
                        Schema = await NamedAsync(body.GetType(), context, cancel),
                        Example = Written(body),
                    },
                },
            };
        }
        var answers = operation.Responses!;
        var good = said.Status.ToString(CultureInfo.InvariantCulture);
        answers[good].Description = said.Status switch
        {
            StatusCodes.Status201Created => "What was made; “Location” leads to it.",
            StatusCodes.Status204NoContent => "It is done.",
            _ => "What was asked for.",
        };
        if (said.Example is { } example)
            answers[good].Content![said.MediaTypes[0]].Example = Written(example);
        foreach (var (status, answer) in answers.Where(a => a.Key != good))
        {
            answer.Description = Meaning(status);
            answer.Content![Problem].Example = ExampleOf(status);
        }
        if (context.Document is { } document)
        {
            operation.Security = said.Role is null
                ? [[], new() { [new(Key, document)] = [] }]
                : [new() { [new(Key, document)] = [] }];
        }
        if (said.Role is { } role)
            operation.Description = $"{said.Description} Needs a key of the role {role}.".TrimStart();
    }

    /// <summary>A schema under its name, of which a generated client makes a type.</summary>
    private static async Task<OpenApiSchemaReference> NamedAsync(
        Type type, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var name = NameOf(type)!;
        context.Document!.AddComponent(name, await context.GetOrCreateSchemaAsync(type, null, cancel));
        return new OpenApiSchemaReference(name, context.Document);
    }

    private static OpenApiParameter Described(ApiParameter said, IList<IOpenApiParameter>? found)
    {
        var inPath = found?.FirstOrDefault(f => f.Name == said.Name);
        return new()
        {
            Name = said.Name,
            In = inPath is null ? ParameterLocation.Query : ParameterLocation.Path,
            Required = inPath is not null,
            Description = said.Description,
            Example = said.Example switch
            {
                null => null,
                int number => JsonValue.Create(number),
                var text => JsonValue.Create(text.ToString()),
            },
            Schema = inPath?.Schema ?? new OpenApiSchema { Type = said.Example is int ? JsonSchemaType.Integer : JsonSchemaType.String },
        };
    }

    private static string Meaning(string status) => status switch
    {
        "400" => "A parameter or the body has a value that is not allowed; “errors” says for each which are.",
        "401" => "A key is needed.",
        "403" => "It belongs to somebody else.",
        "404" => "There is no such thing.",
        "409" => "It cannot be done as things stand; “detail” says why.",
        "410" => "What was asked for was there and is not any more, such as a brief that was withdrawn; “detail” says more.",
        "413" => "The body is larger than 64 KiB.",
        "415" => "The body is not declared as JSON.",
        "429" => "Too many requests within a minute; Retry-After says how many seconds to wait.",
        "502" => "The other site did not take what was sent, as far as is known; “detail” says why.",
        _ => "The server is busy; Retry-After says how many seconds to wait.",
    };

    private static JsonObject ExampleOf(string status)
    {
        var number = int.Parse(status, CultureInfo.InvariantCulture);
        return new() { ["title"] = ReasonPhrases.GetReasonPhrase(number), ["status"] = number, ["detail"] = Meaning(status) };
    }

    private static JsonNode Written(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), ApiJson.Written)!;

    private static Task FinishAsync(OpenApiDocument document, Site site)
    {
        document.Info = new OpenApiInfo
        {
            Title = $"API of {site.Title}",
            Version = Name,
            Description = "Stories, entries, sources, series and the gazetteer as JSON. Lists answer `items` and `next`; errors are "
                + "problem details (RFC 9457).",
        };
        document.Servers = [new OpenApiServer { Url = site.Address.BaseUrl }];
        document.Tags = ApiOperations.Tags.Select(name => new OpenApiTag { Name = name }).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key that the operator issued.",
            },
        };
        // What may be absent is “null or this” at first.
        foreach (var record in document.Components.Schemas!.Values.Where(s => s.Properties is not null))
        {
            foreach (var (name, schema) in record.Properties!.ToList())
                record.Properties![name] = schema.OneOf?.OfType<OpenApiSchemaReference>().SingleOrDefault() ?? schema;
        }
        // HEAD answers as GET does, and a client does not need a method for it.
        foreach (var path in document.Paths.Values.OfType<OpenApiPathItem>())
            path.Operations!.Remove(HttpMethod.Head);
        return Task.CompletedTask;
    }
}
