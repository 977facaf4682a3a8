using Monitor.GraphQL.Benchmarks.Engine;

namespace Monitor.GraphQL.Benchmarks.Tests;

public sealed class TableTests
{
    [Fact]
    public void A_row_holds_both_times_their_ratio_and_the_bytes() => Assert.Equal(
        """
        | work | graphql-js µs | Monitor µs | times faster | bytes allocated |
        |---|--:|--:|--:|--:|
        | parse: all | 1,234.6 | 200.0 | 6.2 | 12,345 |

        """,
        Table.Of([new Figures("parse: all", 1_234.56, 200, 12_345)]));
}
