using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Monitor.Gateway.Tests.Execution;

/// <summary>A subgraph that answers garbage harms only its own fields, and says so.</summary>
public sealed class GarbageTests
{
    private const string Query = "{ me { name } topProducts { upc name price } }";

    [Theory]
    [InlineData("<html>no</html>")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{\"data\":{\"topProducts\":[{\"upc\":")]
    [InlineData("{\"data\":{\"topProducts\":[{\"upc\":\"p1\"}]}")]
    [InlineData("{\"data\":{\"topProducts\":[{\"upc\":\"p1\"}]}} more")]
    [InlineData("{\"data\":{\"topProducts\":[{\"upc\":\"p1\",}]}}")]
    [InlineData("{\"data\":{\"topProducts\":[{\"upc\":\"p1\" \"name\":\"n\"}]}}")]
    [InlineData("{\"data\":{\"topProducts\":[{\"upc\":\"a\u0001b\"}]}}")]
    [InlineData("{\"data\":{\"topProducts\":[{\"upc\":\"\\q\"}]}}")]
    [InlineData("{\"data\":{\"topProducts\":[{\"price\":01}]}}")]
    [InlineData("{\"data\":{\"topProducts\":[{\"price\":NaN}]}}")]
    [InlineData("{\"data\":{\"topProducts\":[{\"upc\":\"p1\",\"upc\":\"p2\"}]}}")]
    [InlineData("{\"data\":{},\"data\":{}}")]
    [InlineData("{\"data\":null}")]
    [InlineData("{\"data\":\"topProducts\"}")]
    [InlineData("{\"data\":[]}")]
    [InlineData("{\"errors\":[]}")]
    [InlineData("{\"data\":{\"topProducts\":[]},\"errors\":\"boom\"}")]
    public async Task What_is_no_answer_leaves_its_fields_null(string body)
    {
        await using var shop = await Shop.OpenAsync();
        Answer(shop["products"], Encoding.UTF8.GetBytes(body));
        var answer = await shop.Gateway.AskAsync(Query);
        answer.GetProperty("data").Is("""{ "me": { "name": "Ada" }, "topProducts": null }""");
        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], answer.Codes());
        Assert.Equal(["topProducts"], answer.Paths());
        Assert.Equal("INVALID_ANSWER", Reason(answer));
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_no_answer()
    {
        await using var shop = await Shop.OpenAsync();
        Answer(shop["products"], [.. "{\"data\":{\"topProducts\":[{\"upc\":\""u8, 0xC3, 0x28, .. "\"}]}}"u8]);
        var answer = await shop.Gateway.AskAsync(Query);
        answer.GetProperty("data").Is("""{ "me": { "name": "Ada" }, "topProducts": null }""");
        Assert.Equal("INVALID_ANSWER", Reason(answer));
    }

    [Fact]
    public async Task Deep_nesting_is_no_answer()
    {
        await using var shop = await Shop.OpenAsync();
        Answer(shop["products"], Encoding.UTF8.GetBytes(
            "{\"data\":{\"topProducts\":[],\"x\":" + new string('[', 1_000_000) + new string(']', 1_000_000) + "}}"));
        var answer = await shop.Gateway.AskAsync(Query);
        answer.GetProperty("data").Is("""{ "me": { "name": "Ada" }, "topProducts": null }""");
        Assert.Equal("INVALID_ANSWER", Reason(answer));
    }

    [Fact]
    public async Task A_hundred_megabytes_are_not_read()
    {
        await using var shop = await Shop.OpenAsync();
        shop["products"].Instead = async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{\"data\":{\"topProducts\":[");
            var piece = new byte[1024 * 1024];
            Array.Fill(piece, (byte)' ');
            for (var sent = 0; sent < 100 && !context.RequestAborted.IsCancellationRequested; sent++)
            {
                await context.Response.Body.WriteAsync(piece);
            }
            return true;
        };
        var answer = await shop.Gateway.AskAsync(Query);
        answer.GetProperty("data").Is("""{ "me": { "name": "Ada" }, "topProducts": null }""");
        Assert.Equal("ANSWER_TOO_LARGE", Reason(answer));
    }

    /// <summary>Each object takes slots for all that could be in it: there is an end to them.</summary>
    [Fact]
    public async Task Millions_of_empty_objects_are_no_answer()
    {
        await using var shop = await Shop.OpenAsync();
        var objects = string.Join(',', Enumerable.Repeat("{}", 900_000));
        Answer(shop["products"], Encoding.UTF8.GetBytes($"{{\"data\":{{\"topProducts\":[{objects}]}}}}"));
        var answer = await shop.Gateway.AskAsync(Query);
        answer.GetProperty("data").Is("""{ "me": { "name": "Ada" }, "topProducts": null }""");
        Assert.Equal("INVALID_ANSWER", Reason(answer));
    }

    [Theory]
    [InlineData("""{"data":{"_entities":[]}}""")]
    [InlineData("""{"data":{"_entities":[null,null,null,null]}}""")]
    [InlineData("""{"data":{"_entities":[{"inStock":true},{"inStock":true}]}}""")]
    [InlineData("""{"data":{"_entities":null}}""")]
    [InlineData("""{"data":{"_entities":{}}}""")]
    [InlineData("""{"data":{"_entities":[1,2,3]}}""")]
    [InlineData("""{"data":{}}""")]
    public async Task Another_number_of_entities_is_no_answer(string body)
    {
        await using var shop = await Shop.OpenAsync();
        Answer(shop["reviews"], Encoding.UTF8.GetBytes(body));
        var answer = await shop.Gateway.AskAsync("{ topProducts { upc reviews { id } } }");
        answer.GetProperty("data").Is("""
            { "topProducts": [ { "upc": "p1", "reviews": null }, { "upc": "p2", "reviews": null },
                               { "upc": "p3", "reviews": null } ] }
            """);
        Assert.Equal(["topProducts.0.reviews", "topProducts.1.reviews", "topProducts.2.reviews"], answer.Paths());
        Assert.Equal("INVALID_ANSWER", Reason(answer));
    }

    [Fact]
    public async Task An_entity_that_a_subgraph_does_not_know_is_null_there()
    {
        await using var shop = await Shop.OpenAsync();
        Answer(shop["reviews"], """{"data":{"_entities":[null,{"reviews":[{"id":"r"}]},null]}}"""u8.ToArray());
        var answer = await shop.Gateway.AskAsync("{ topProducts { upc reviews { id } } }");
        answer.Is("""
            { "data": { "topProducts": [ { "upc": "p1", "reviews": null },
                                         { "upc": "p2", "reviews": [ { "id": "r" } ] },
                                         { "upc": "p3", "reviews": null } ] } }
            """);
    }

    [Theory]
    [InlineData("\"upc\":{}", "upc")]
    [InlineData("\"upc\":[\"p1\"]", "upc")]
    [InlineData("\"upc\":true", "upc")]
    [InlineData("\"upc\":1.5", "upc")]
    [InlineData("\"name\":1", "name")]
    [InlineData("\"price\":\"10\"", "price")]
    [InlineData("\"price\":10.5", "price")]
    [InlineData("\"price\":2147483648", "price")]
    public async Task A_leaf_that_is_none_of_its_type_counts_as_null(string member, string field)
    {
        await using var shop = await Shop.OpenAsync();
        Answer(shop["products"], Encoding.UTF8.GetBytes($"{{\"data\":{{\"topProducts\":[{{{member}}}]}}}}"));
        var answer = await shop.Gateway.AskAsync($"{{ me {{ name }} topProducts {{ {field} }} }}");
        Assert.Equal("Ada", answer.GetProperty("data").GetProperty("me").GetProperty("name").GetString());
        Assert.Equal([$"topProducts.0.{field}"], answer.Paths());
        Assert.Equal(["INTERNAL_ERROR"], answer.Codes());
    }

    [Fact]
    public async Task Values_go_through_as_they_were_written_and_whole_numbers_as_ids_become_strings()
    {
        await using var shop = await Shop.OpenAsync();
        Answer(shop["products"], Encoding.UTF8.GetBytes(
            " { \"extensions\" : { \"x\" : [ ] } , \"data\" : { \"topProducts\" : [ { \"price\" : 1e1 , "
            + "\"na\\u006de\" : \"\\u00e9\\/\" , \"upc\" : 7 } ] , \"other\" : { } } } \n"));
        using var content = new StringContent(
            """{"query":"{ topProducts { upc name price } }"}""", Encoding.UTF8, "application/json");
        using var response = await shop.Gateway.Http.PostAsync("/graphql", content);
        Assert.Equal(
            """{"data":{"topProducts":[{"upc":"7","name":"\u00e9\/","price":1e1}]}}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_error_that_is_no_object_still_is_one()
    {
        await using var shop = await Shop.OpenAsync();
        Answer(shop["products"], """{"errors":["no","\ud800",7]}"""u8.ToArray());
        var answer = await shop.Gateway.AskAsync("{ topProducts { upc } }");
        answer.GetProperty("data").Is("""{ "topProducts": null }""");
        Assert.Equal(
            ["no", "The subgraph gave no message.", "The subgraph gave no message."],
            answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("message").GetString()));
        Assert.Equal(["topProducts", "topProducts", "topProducts"], answer.Paths());
    }

    private static string? Reason(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("reason").GetString();

    private static void Answer(TestSubgraph subgraph, byte[] body) => subgraph.Instead = async context =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(body);
        return true;
    };
}
