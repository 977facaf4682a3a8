using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>A media type of answers. GraphQL over HTTP, "Media Types"; RFC 9110 §12.5.1</summary>
internal sealed class AnswerType
{
    /// <summary>Its status tells whether the request was executed.</summary>
    public static readonly AnswerType Response = new("application", "graphql-response+json", refusalStatus: 400);

    /// <summary>What clients got before there was the other: a status of 200 for every well-formed request.</summary>
    public static readonly AnswerType Json = new("application", "json", refusalStatus: 200);

    private readonly string type;
    private readonly string subtype;

    private AnswerType(string type, string subtype, int refusalStatus)
    {
        this.type = type;
        this.subtype = subtype;
        RefusalStatus = refusalStatus;
        ContentType = $"{type}/{subtype}; charset=utf-8";
    }

    public string ContentType { get; }

    /// <summary>The status for a well-formed request whose document or variables are refused.</summary>
    public int RefusalStatus { get; }

    /// <summary>The type that the client prefers.</summary>
    /// <exception cref="RequestException">406: it accepts neither.</exception>
    public static AnswerType Of(HttpRequest request) => TryOf(request, out var type)
        ? type
        : throw new RequestException(
            StatusCodes.Status406NotAcceptable,
            "NOT_ACCEPTABLE",
            "Answers are application/graphql-response+json or application/json, in UTF-8: accept one of them.");

    /// <summary>As <see cref="Of"/>; where the client accepts neither, what it is told so in.</summary>
    public static bool TryOf(HttpRequest request, out AnswerType type)
    {
        var accept = request.Headers.Accept;
        type = Json;
        return accept.Count switch
        {
            0 => true,
            1 when Known(accept[0]) is { } known => Choose(known, out type),
            _ => TryParse(accept, out type),
        };
    }

    /// <summary>What most clients send needs no parsing.</summary>
    private static AnswerType? Known(string? accept) => accept switch
    {
        null or "" or "*/*" or "application/json" => Json,
        "application/graphql-response+json"
            or "application/graphql-response+json, application/json"
            or "application/graphql-response+json, application/json;q=0.9"
            or "application/graphql-response+json, application/json; q=0.9"
            or "application/graphql-response+json,application/json;q=0.9" => Response,
        _ => null,
    };

    private static bool Choose(AnswerType known, out AnswerType type)
    {
        type = known;
        return true;
    }

    private static bool TryParse(IList<string?> accept, out AnswerType type)
    {
        type = Json;
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges))
        {
            // A header that is no list of media types says nothing.
            return true;
        }

        var response = Response.QualityIn(ranges, out var isNamed);
        var json = Json.QualityIn(ranges, out _);

        // Who names the newer type knows it; who takes anything may not.
        type = response > json || (response == json && isNamed) ? Response : Json;
        return Math.Max(response, json) > 0;
    }

    /// <summary>The nearest range counts: <c>application/json</c> before <c>application/*</c>.</summary>
    private double QualityIn(IList<MediaTypeHeaderValue> ranges, out bool isNamed)
    {
        var nearest = -1;
        var quality = 0d;
        foreach (var range in ranges)
        {
            var nearness = NearnessOf(range);
            if (nearness > nearest)
            {
                (nearest, quality) = (nearness, range.Quality ?? 1);
            }
        }

        isNamed = nearest == 2;
        return quality;
    }

    private int NearnessOf(MediaTypeHeaderValue range) =>
        range.Charset.HasValue && !range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? -1
        : range.MatchesAllTypes ? 0
        : !range.Type.Equals(type, StringComparison.OrdinalIgnoreCase) ? -1
        : range.MatchesAllSubTypes ? 1
        : range.SubType.Equals(subtype, StringComparison.OrdinalIgnoreCase) ? 2
        : -1;
}
