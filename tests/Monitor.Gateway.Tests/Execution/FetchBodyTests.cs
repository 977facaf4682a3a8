using System.Buffers;
using System.Text;
using System.Text.Json;
using Monitor.Gateway.Execution;

namespace Monitor.Gateway.Tests.Execution;

public sealed class FetchBodyTests
{
    [Fact]
    public void A_variable_is_sent_however_deep_it_nests()
    {
        var deep = Enumerable.Range(0, 120).Aggregate((object?)1, (inner, _) => new List<object?> { inner });
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            FetchBody.WriteVariables(json, ["x"], new Dictionary<string, object?> { ["x"] = deep });
            json.WriteEndObject();
        }

        Assert.Equal(
            """{"x":""" + new string('[', 120) + "1" + new string(']', 120) + "}",
            Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
