using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>Operators see what is open.</summary>
public sealed class MetricTests
{
    [Fact]
    public async Task Open_sockets_and_streams_are_counted_up_and_down()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        var open = new ConcurrentDictionary<string, int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == subgraph.Meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, change, _, _) =>
            open.AddOrUpdate(instrument.Name, change, (_, sum) => sum + change));
        listener.Start();

        using (var client = await SocketClient.ConnectAsync(subgraph))
        using (await EventStreamClient.PostAsync(subgraph, "subscription { pushed }"))
        {
            await client.SubscribeAsync("1", "subscription { pushed }");
            await client.SubscribeAsync("2", "subscription { pushed }");
            await subgraph.Sources.OpenAsync(3);

            Assert.Equal(1, open["monitor.graphql.sockets"]);
            Assert.Equal(3, open["monitor.graphql.streams"]);
        }

        await Eventually.Async(
            () => open["monitor.graphql.sockets"] == 0 && open["monitor.graphql.streams"] == 0, "all are closed");
    }
}
