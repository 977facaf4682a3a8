using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Monitor.Gateway.Tests.Execution;

/// <summary>Whole requests over real HTTP, before subgraphs that count what they are asked.</summary>
public sealed class ShopTests
{
    [Fact]
    public async Task Data_of_several_subgraphs_comes_in_the_order_of_the_query()
    {
        await using var shop = await Shop.OpenAsync();
        var answer = await shop.Gateway.AskAsync(
            "{ me { __typename reviews { product { inStock name } body } name } topProducts { upc } }");
        answer.Is("""
            { "data": {
              "me": { "__typename": "User",
                "reviews": [
                  { "product": { "inStock": true, "name": "Product p1" }, "body": "Body r1" },
                  { "product": { "inStock": true, "name": "Product p2" }, "body": "Body r2" } ],
                "name": "Ada" },
              "topProducts": [ { "upc": "p1" }, { "upc": "p2" }, { "upc": "p3" } ] } }
            """);
        Assert.Equal("accounts 1, reviews 1, products 2, inventory 1", shop.Calls);
    }

    [Fact]
    public async Task An_entity_wanted_at_several_places_is_asked_once()
    {
        await using var shop = await Shop.OpenAsync();
        var answer = await shop.Gateway.AskAsync(
            """{ a: product(upc: "p1") { inStock } b: product(upc: "p1") { inStock } topProducts { inStock } }""");
        answer.Is("""
            { "data": { "a": { "inStock": true }, "b": { "inStock": true },
              "topProducts": [ { "inStock": true }, { "inStock": true }, { "inStock": true } ] } }
            """);
        Assert.Equal(
            [
                """{"__typename":"Product","upc":"p1"}""",
                """{"__typename":"Product","upc":"p2"}""",
                """{"__typename":"Product","upc":"p3"}""",
            ],
            shop["inventory"].Requests.Single().Representations);
    }

    [Fact]
    public async Task Independent_fetches_run_at_the_same_time()
    {
        await using var shop = await Shop.OpenAsync();
        var both = new CountdownEvent(2);
        Task<bool> Meet(HttpContext _)
        {
            both.Signal();
            return Task.Run(() => both.Wait(TimeSpan.FromSeconds(5)) ? false : throw new TimeoutException());
        }
        shop["accounts"].Instead = Meet;
        shop["products"].Instead = Meet;
        var answer = await shop.Gateway.AskAsync("{ me { name } topProducts { name } }");
        Assert.Empty(answer.Codes());
    }

    [Fact]
    public async Task Required_fields_are_sent_along_and_hidden_from_the_client()
    {
        await using var shop = await Shop.OpenAsync();
        var answer = await shop.Gateway.AskAsync("""{ product(upc: "p1") { shipping inStock } }""");
        answer.Is("""{ "data": { "product": { "shipping": 20, "inStock": true } } }""");
        Assert.Equal(
            """{"__typename":"Product","upc":"p1","price":10,"weight":2}""",
            shop["inventory"].Requests.Single().Representations.Single());
    }

    [Fact]
    public async Task Hops_are_chained_through_keys_that_others_give()
    {
        await using var shop = await Shop.OpenAsync();
        var answer = await shop.Gateway.AskAsync("""{ product(upc: "p1") { shelf { map } } }""");
        answer.Is("""{ "data": { "product": { "shelf": { "map": "hall 3, row 7" } } } }""");
        Assert.Equal("products 1, inventory 1, warehouse 1, maps 1", shop.Calls);
    }

    [Fact]
    public async Task A_shared_root_is_merged_from_its_parts()
    {
        await using var shop = await Shop.OpenAsync();
        var answer = await shop.Gateway.AskAsync("{ notice { author text } }");
        answer.Is("""{ "data": { "notice": { "author": "Bob", "text": "Open" } } }""");
    }

    [Fact]
    public async Task Members_of_an_interface_hop_each_by_its_own_type()
    {
        await using var shop = await Shop.OpenAsync();
        var answer = await shop.Gateway.AskAsync(
            """{ search(text: "a") { kind: __typename name ... on Product { inStock } } }""");
        answer.Is("""
            { "data": { "search": [
              { "kind": "Product", "name": "Product p1", "inStock": true },
              { "kind": "Bundle", "name": "Bundle b1" } ] } }
            """);
        Assert.Single(shop["inventory"].Requests.Single().Representations);
    }

    [Fact]
    public async Task An_alias_in_the_place_of_a_key_is_the_clients_alone()
    {
        await using var shop = await Shop.OpenAsync();
        var answer = await shop.Gateway.AskAsync("""{ product(upc: "p1") { upc: name inStock } }""");
        answer.Is("""{ "data": { "product": { "upc": "Product p1", "inStock": true } } }""");
    }

    [Fact]
    public async Task A_dead_subgraph_leaves_its_fields_null_and_says_so()
    {
        await using var shop = await Shop.OpenAsync();
        await shop["reviews"].StopAsync();
        var answer = await shop.Gateway.AskAsync("{ me { name reviews { body } } topProducts { upc reviews { id } } }");
        answer.GetProperty("data").Is("""
            { "me": { "name": "Ada", "reviews": null },
              "topProducts": [ { "upc": "p1", "reviews": null }, { "upc": "p2", "reviews": null },
                               { "upc": "p3", "reviews": null } ] }
            """);
        Assert.Equal(
            ["me.reviews", "topProducts.0.reviews", "topProducts.1.reviews", "topProducts.2.reviews"], answer.Paths());
        Assert.All(answer.Codes(), code => Assert.Equal("SUBGRAPH_UNAVAILABLE", code));
        Assert.Equal(
            "reviews",
            answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("subgraph").GetString());
    }

    [Fact]
    public async Task An_error_says_where_its_field_stands_also_in_fragments_and_twice()
    {
        await using var shop = await Shop.OpenAsync();
        await shop["reviews"].StopAsync();
        var answer = await shop.Gateway.AskAsync("""
            { me { ...Mine
                   ... on User { reviews { id } } } }
            fragment Mine on User { reviews { body } }
            """);
        answer.GetProperty("errors")[0].GetProperty("locations").Is(
            """[{ "line": 3, "column": 25 }, { "line": 2, "column": 22 }]""");
    }

    [Fact]
    public async Task A_dead_root_leaves_the_rest_of_the_answer()
    {
        await using var shop = await Shop.OpenAsync();
        await shop["accounts"].StopAsync();
        var answer = await shop.Gateway.AskAsync("{ me { name } topProducts { upc } }");
        answer.GetProperty("data").Is("""
            { "me": null, "topProducts": [ { "upc": "p1" }, { "upc": "p2" }, { "upc": "p3" } ] }
            """);
        Assert.Equal(["me"], answer.Paths());
    }

    [Fact]
    public async Task What_waits_for_a_dead_subgraph_names_it()
    {
        await using var shop = await Shop.OpenAsync();
        await shop["inventory"].StopAsync();
        var answer = await shop.Gateway.AskAsync("""{ product(upc: "p1") { name shelf { row map } } }""");
        answer.GetProperty("data").Is("""{ "product": { "name": "Product p1", "shelf": null } }""");
        Assert.Equal(["product.shelf"], answer.Paths());
        Assert.Contains("inventory", answer.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_null_in_a_non_null_field_moves_to_its_parent_without_a_second_error()
    {
        await using var shop = await Shop.OpenAsync();
        await shop["inventory"].StopAsync();
        var answer = await shop.Gateway.AskAsync("{ topProducts { upc inStock } }");
        answer.GetProperty("data").Is("""{ "topProducts": null }""");
        Assert.Equal(
            ["topProducts.0.inStock", "topProducts.1.inStock", "topProducts.2.inStock"], answer.Paths());
    }

    [Fact]
    public async Task A_missing_value_of_a_non_null_field_gets_an_error_of_its_own()
    {
        await using var shop = await Shop.OpenAsync();
        shop["inventory"].Entity = _ => null;
        var answer = await shop.Gateway.AskAsync("""{ product(upc: "p1") { name inStock } }""");
        answer.GetProperty("data").Is("""{ "product": null }""");
        Assert.Equal(["product.inStock"], answer.Paths());
        Assert.Equal(["INTERNAL_ERROR"], answer.Codes());
    }

    [Fact]
    public async Task Errors_of_entities_keep_message_and_code_and_get_the_clients_path()
    {
        await using var shop = await Shop.OpenAsync();
        Func<Dictionary<string, object?>, object?> refuse =
            _ => throw new ClientException("NOT_YOURS", "Not yours.");
        shop["reviews"].Entity = r => r.GetProperty("upc").GetString() == "p2"
            ? new Record { ["__typename"] = "Product", ["reviews"] = refuse }
            : new Record { ["__typename"] = "Product", ["reviews"] = Array.Empty<Record>() };
        var answer = await shop.Gateway.AskAsync(
            """{ topProducts { reviews { body } } again: product(upc: "p2") { reviews { body } } }""");
        answer.Is("""
            { "errors": [
                { "message": "Not yours.", "locations": [{ "line": 1, "column": 17 }],
                  "path": ["topProducts", 1, "reviews"], "extensions": { "code": "NOT_YOURS" } },
                { "message": "Not yours.", "locations": [{ "line": 1, "column": 64 }],
                  "path": ["again", "reviews"], "extensions": { "code": "NOT_YOURS" } } ],
              "data": { "topProducts": [ { "reviews": [] }, { "reviews": null }, { "reviews": [] } ],
                        "again": { "reviews": null } } }
            """);
    }

    [Theory]
    [InlineData("<html>no</html>")]
    [InlineData("{\"data\":{\"topProducts\":[{\"upc\":")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("")]
    public async Task An_answer_that_is_no_answer_harms_only_its_fields(string body)
    {
        await using var shop = await Shop.OpenAsync();
        shop["products"].Instead = async context =>
        {
            await context.Response.WriteAsync(body);
            return true;
        };
        var answer = await shop.Gateway.AskAsync("{ me { name } topProducts { upc } }");
        answer.GetProperty("data").Is("""{ "me": { "name": "Ada" }, "topProducts": null }""");
        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], answer.Codes());
    }

    [Theory]
    [InlineData("""{"data":{"topProducts":{"upc":"p1"}}}""")]
    [InlineData("""{"data":{"topProducts":"p1"}}""")]
    [InlineData("""{"data":{"topProducts":7}}""")]
    public async Task A_value_of_the_wrong_shape_counts_as_null(string body)
    {
        await using var shop = await Shop.OpenAsync();
        shop["products"].Instead = async context =>
        {
            await context.Response.WriteAsync(body);
            return true;
        };
        var answer = await shop.Gateway.AskAsync("{ topProducts { upc } }");
        answer.Is("""
            { "errors": [
                { "message": "The value given for Query.topProducts is not of its type.",
                  "locations": [{ "line": 1, "column": 3 }], "path": ["topProducts"],
                  "extensions": { "code": "INTERNAL_ERROR" } } ],
              "data": { "topProducts": null } }
            """);
    }

    [Fact]
    public async Task A_slow_subgraph_is_not_waited_for_longer_than_allowed()
    {
        await using var shop = await Shop.OpenAsync(new() { ["Gateway:FetchTimeout"] = "00:00:00.200" });
        shop["reviews"].Instead = async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted);
            return false;
        };
        var started = System.Diagnostics.Stopwatch.StartNew();
        var answer = await shop.Gateway.AskAsync("{ me { name reviews { body } } }");
        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], answer.Codes());
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_refused()
    {
        await using var shop = await Shop.OpenAsync(new() { ["Gateway:AnswerBytes"] = "4096" });
        shop["products"].Query["topProducts"] = new[] { new Record { ["upc"] = new string('x', 10_000) } };
        var answer = await shop.Gateway.AskAsync("{ topProducts { upc } }");
        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], answer.Codes());
    }

    [Fact]
    public async Task Who_asks_for_too_much_breaks_nothing_for_others()
    {
        await using var shop = await Shop.OpenAsync(
            new() { ["Gateway:AnswerBytes"] = "4096", ["Gateway:BreakerFailures"] = "3" });
        shop["products"].Query["topProducts"] = new[] { new Record { ["upc"] = new string('x', 10_000) } };
        for (var turn = 0; turn < 6; turn++)
        {
            await shop.Gateway.AskAsync("{ topProducts { upc } }");
        }
        Assert.Equal(6, shop["products"].Requests.Count);
    }

    [Fact]
    public async Task A_subgraph_that_keeps_failing_is_left_alone()
    {
        await using var shop = await Shop.OpenAsync(new() { ["Gateway:BreakerFailures"] = "3" });
        shop["products"].Instead = async context =>
        {
            await context.Response.WriteAsync("no");
            return true;
        };
        for (var turn = 0; turn < 6; turn++)
        {
            var answer = await shop.Gateway.AskAsync("{ topProducts { upc } }");
            Assert.Equal(["SUBGRAPH_UNAVAILABLE"], answer.Codes());
        }
        Assert.Equal(3, shop["products"].Requests.Count);
    }

    [Fact]
    public async Task Mutations_run_one_after_another_with_a_key_for_each_call()
    {
        await using var shop = await Shop.OpenAsync();
        var order = new List<string>();
        foreach (var name in new[] { "accounts", "reviews", "products" })
        {
            shop[name].Instead = async _ =>
            {
                await Task.Delay(20);
                lock (order)
                {
                    order.Add(name);
                }
                return false;
            };
        }
        var answer = await shop.Gateway.AskAsync(
            """
            mutation($name: String!) {
              rename(id: "u1", name: $name) { name }
              addReview(upc: "p1", body: "b") { product { name } }
              last: rename(id: "u1", name: "C") { name }
            }
            """,
            new { name = "B" },
            ("Idempotency-Key", "k"));
        answer.Is("""
            { "data": { "rename": { "name": "B" }, "addReview": { "product": { "name": "Product p1" } },
                        "last": { "name": "C" } } }
            """);
        Assert.Equal(["accounts", "reviews", "products", "accounts"], order);
        Assert.Equal(["k-1", "k-3"], shop["accounts"].Requests.Select(r => (string?)r.Headers["Idempotency-Key"]));
        Assert.Equal(["k-2"], shop["reviews"].Requests.Select(r => (string?)r.Headers["Idempotency-Key"]));
        Assert.Empty(shop["products"].Requests.Single().Headers["Idempotency-Key"].ToString());
    }

    [Fact]
    public async Task The_longest_key_stays_within_what_a_subgraph_takes()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Gateway.AskAsync(
            """
            mutation {
              rename(id: "u1", name: "B") { name }
              addReview(upc: "p1", body: "b") { body }
            }
            """,
            null,
            ("Idempotency-Key", new string('k', 200)));
        var first = (string)shop["accounts"].Requests.Single().Headers["Idempotency-Key"]!;
        var second = (string)shop["reviews"].Requests.Single().Headers["Idempotency-Key"]!;
        Assert.InRange(first.Length, 1, 200);
        Assert.EndsWith("-1", first, StringComparison.Ordinal);
        Assert.EndsWith("-2", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_mutation_call_carries_the_key_as_it_is()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Gateway.AskAsync(
            """mutation { rename(id: "u1", name: "B") { name } }""", null, ("Idempotency-Key", "k"));
        Assert.Equal("k", shop["accounts"].Requests.Single().Headers["Idempotency-Key"]);
    }

    [Fact]
    public async Task Authorization_and_trace_go_along_and_nothing_else()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Gateway.AskAsync(
            "{ me { name } }",
            null,
            ("Authorization", "Bearer t"),
            ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            ("Cookie", "a=b"),
            ("X-Other", "1"));
        var headers = shop["accounts"].Requests.Single().Headers;
        Assert.Equal("Bearer t", headers.Authorization);
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", (string?)headers["traceparent"]);
        Assert.False(headers.ContainsKey("Cookie"));
        Assert.False(headers.ContainsKey("X-Other"));
    }

    [Fact]
    public async Task Only_variables_that_a_fetch_uses_are_sent()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Gateway.AskAsync(
            """
            query($upc: ID!, $first: Int = 2, $more: Boolean!) {
              product(upc: $upc) { reviews(first: $first) { id @include(if: $more) body } }
            }
            """,
            new { upc = "p1", more = false });
        Assert.Equal("""{"upc":"p1"}""", shop["products"].Requests.Single().Variables.GetRawText());
        Assert.Equal(
            "query($representations: [_Any!]!, $first: Int = 2){_entities(representations: $representations)"
            + "{...on Product{reviews(first: $first){body}}}}",
            shop["reviews"].Requests.Single().Query);
    }

    [Fact]
    public async Task Introspection_is_answered_without_a_subgraph_and_hides_what_is_inaccessible()
    {
        await using var shop = await Shop.OpenAsync();
        var answer = await shop.Gateway.AskAsync(
            """
            { __type(name: "User") { fields { name } } s: __schema { queryType { ...N } types { name } } }
            fragment N on __Type { name }
            """);
        var fields = answer.GetProperty("data").GetProperty("__type").GetProperty("fields").EnumerateArray()
            .Select(field => field.GetProperty("name").GetString());
        Assert.Equal(["id", "email", "name", "reviews"], fields);
        var types = answer.GetProperty("data").GetProperty("s").GetProperty("types").EnumerateArray()
            .Select(type => type.GetProperty("name").GetString()!).ToList();
        Assert.DoesNotContain(types, type => type.StartsWith("join__") || type.StartsWith("link__"));
        Assert.Equal("", shop.Calls);
    }

    [Theory]
    [InlineData("{ topProducts { nope } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ me { secret } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ topProducts { upc }", "GRAPHQL_PARSE_FAILED")]
    [InlineData("query A { me { name } } query B { me { id } }", "OPERATION_NOT_FOUND")]
    [InlineData("query($upc: ID!) { product(upc: $upc) { upc } }", "BAD_USER_INPUT")]
    public async Task A_wrong_request_gets_a_stable_code_and_reaches_no_subgraph(string query, string code)
    {
        await using var shop = await Shop.OpenAsync();
        var answer = await shop.Gateway.AskAsync(query);
        Assert.Equal([code], answer.Codes());
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.Equal("", shop.Calls);
    }

    [Fact]
    public async Task Mutations_of_one_batch_share_a_key_and_are_not_taken_for_one()
    {
        await using var shop = await Shop.OpenAsync(new() { ["GraphQL:MaxBatch"] = "2" });
        const string rename = """{"query":"mutation { rename(id: \"u1\", name: \"B\") { name } }"}""";
        using var content = new StringContent($"[{rename},{rename}]", Encoding.UTF8, "application/json");
        content.Headers.Add("Idempotency-Key", "k");
        using var response = await shop.Gateway.Http.PostAsync("/graphql", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            ["k", "k:1"],
            shop["accounts"].Requests.Select(request => (string?)request.Headers["Idempotency-Key"]).Order());
    }

    [Fact]
    public async Task A_mutation_by_get_reaches_no_subgraph()
    {
        await using var shop = await Shop.OpenAsync();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "/graphql?query=mutation{rename(id:\"u1\",name:\"B\"){name}}");
        request.Headers.Add("graphql-preflight", "1");
        using var response = await shop.Gateway.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["METHOD_NOT_ALLOWED"], (await response.Content.ReadFromJsonAsync<JsonElement>()).Codes());
        Assert.Equal("", shop.Calls);
    }

    [Theory]
    [InlineData("{\"query\":", "application/json", HttpStatusCode.BadRequest, "BAD_REQUEST")]
    [InlineData("query", "text/plain", HttpStatusCode.BadRequest, "CSRF_PREVENTED")]
    public async Task A_body_that_is_no_request_is_refused(
        string body, string type, HttpStatusCode status, string code)
    {
        await using var shop = await Shop.OpenAsync();
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await shop.Gateway.Http.PostAsync("/graphql", content);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal([code], (await response.Content.ReadFromJsonAsync<JsonElement>()).Codes());
    }

    [Fact]
    public async Task Alone_the_gateway_is_ready_without_redis_dapr_or_tokens()
    {
        await using var shop = await Shop.OpenAsync();
        using var response = await shop.Gateway.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Who_asks_gets_the_plan_where_it_is_allowed()
    {
        await using var shop = await Shop.OpenAsync(new() { ["Gateway:Explains"] = "true" });
        var answer = await shop.Gateway.AskAsync("{ me { reviews { body } } }", null, ("monitor-explain", "true"));
        var fetches = answer.GetProperty("extensions").GetProperty("fetches").EnumerateArray()
            .Select(f => $"{f.GetProperty("step")} {f.GetProperty("subgraph")} {f.GetProperty("asked")}");
        Assert.Equal(["1 accounts 1", "2 reviews 1"], fetches);
    }
}
