using System.IO.Compression;
using System.Net;
using System.Text;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>Packed answers for who asks for them, and packed bodies within their limits.</summary>
public sealed class CompressionTests
{
    private const string Large = "{ __schema { types { name description fields { name } } } }";

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip, br;q=0.5", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("identity", null)]
    [InlineData("gzip;q=0", null)]
    [InlineData("deflate", null)]
    [InlineData(null, null)]
    public async Task An_answer_is_packed_as_the_client_prefers(string? accept, string? encoding)
    {
        await using var subgraph = await TownSubgraph.StartAsync(onKestrel: true);
        using var plain = await subgraph.QueryAsync(Large);
        var expected = await plain.Content.ReadAsStringAsync();

        using var response = await QueryAsync(subgraph, Large, accept);

        Assert.Equal(encoding is null ? [] : [encoding], response.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.Equal(expected, await UnpackAsync(response));
    }

    [Fact]
    public async Task A_small_answer_is_not_worth_it()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await QueryAsync(subgraph, "{ __typename }", "br");

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_setting_switches_it_off()
    {
        await using var subgraph = await TownSubgraph.StartAsync(options => options.CompressFromBytes = 0);

        using var response = await QueryAsync(subgraph, Large, "br");

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.DoesNotContain("Accept-Encoding", response.Headers.Vary);
    }

    // BREACH: a page that has a signed-in browser ask learns of the answer by its packed length.
    [Fact]
    public async Task An_answer_to_a_browser_that_signs_in_by_a_cookie_is_not_packed()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await QueryAsync(subgraph, Large, "br", ("Cookie", "session=1"));

        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task A_packed_body_is_read(string encoding)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await PostPackedAsync(subgraph, encoding, """{"query":"{__typename}"}""");

        Assert.Equal("""{"data":{"__typename":"Query"}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br", true)]
    [InlineData("gzip", false)]
    [InlineData("br", false)]
    public async Task A_body_that_unfolds_beyond_the_limit_is_cut_off(string encoding, bool onKestrel)
    {
        await using var subgraph = await TownSubgraph.StartAsync(onKestrel: onKestrel);
        var bomb = $$"""{"query":"{__typename} #{{new string(' ', 64 * 1_048_576)}}"}""";
        var packed = Pack(encoding, bomb);
        Assert.True(packed.Length * 500 < bomb.Length);

        using var response = await PostPackedAsync(subgraph, encoding, packed);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("PAYLOAD_TOO_LARGE", await response.Content.ReadAsStringAsync());

        // The next request is read from its own beginning.
        using var next = await subgraph.QueryAsync("{ __typename }");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_is_not_packed_as_it_says_is_refused(string encoding)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await PostPackedAsync(subgraph, encoding, "{\"query\":\"{__typename}\"}"u8.ToArray());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("BAD_REQUEST", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("gzip, gzip")]
    [InlineData("zstd")]
    public async Task Another_packing_is_told_which_there_are(string encoding)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await PostPackedAsync(subgraph, encoding, [1, 2, 3]);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("gzip, br", string.Join(", ", response.Headers.GetValues("Accept-Encoding")));
        Assert.Contains("UNSUPPORTED_MEDIA_TYPE", await response.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> QueryAsync(
        TownSubgraph subgraph, string query, string? accept, params (string Name, string Value)[] headers) =>
        subgraph.GetAsync(
            $"/graphql?query={Uri.EscapeDataString(query)}",
            accept is null ? headers : [("Accept-Encoding", accept), .. headers]);

    private static Task<HttpResponseMessage> PostPackedAsync(TownSubgraph subgraph, string encoding, string body) =>
        PostPackedAsync(subgraph, encoding, Pack(encoding, body));

    private static async Task<HttpResponseMessage> PostPackedAsync(TownSubgraph subgraph, string encoding, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return await subgraph.Client.PostAsync("/graphql", content);
    }

    private static byte[] Pack(string encoding, string text)
    {
        if (encoding == "identity")
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var packed = new MemoryStream();
        using (Stream packer = encoding == "br"
            ? new BrotliStream(packed, CompressionLevel.Optimal)
            : new GZipStream(packed, CompressionLevel.Optimal))
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static async Task<string> UnpackAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream unpacked = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
