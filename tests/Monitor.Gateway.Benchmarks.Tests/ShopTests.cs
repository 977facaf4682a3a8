using System.Text;
using System.Text.Json;
using Monitor.Gateway.Benchmarks.Graph;
using Monitor.Gateway.Benchmarks.Queries;
using Monitor.Gateway.Benchmarks.Subgraphs;

namespace Monitor.Gateway.Benchmarks.Tests;

public sealed class ShopTests
{
    [Fact]
    public async Task The_deep_answer_has_about_80_kilobytes()
    {
        var queries = await ShopQuery.AllAsync();

        Assert.InRange(queries.Single(query => query.Name == "deep").Expected.Length, 70_000, 90_000);
    }

    [Theory]
    [InlineData(50_000, 10, 0)]
    [InlineData(49_999, 10, 5)]
    public async Task Inventory_answers_by_what_the_representation_says(int price, int weight, int estimate)
    {
        var answers = new GraphQLAnswers(ShopSchemas.Subgraph("inventory"));
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Product { shippingEstimate } } }",
            variables = new { r = new[] { new { __typename = "Product", upc = "1", price, weight } } },
        });

        Assert.Equal(
            $$$"""{"data":{"_entities":[{"shippingEstimate":{{{estimate}}}}]}}""",
            Encoding.UTF8.GetString(await answers.AnswerAsync(body)));
    }

    [Fact]
    public void The_order_of_members_makes_no_other_answer()
    {
        Assert.True(SameJson.Are("""{"a":1,"b":[1,2]}""", """{"b":[1,2],"a":1}"""));
        Assert.False(SameJson.Are("""{"a":1,"b":[1,2]}""", """{"b":[2,1],"a":1}"""));
        Assert.False(SameJson.Are("""{"a":1}""", """{"a":1"""));
    }
}
