using System.Text;
using Monitor.Gateway.Benchmarks.Subgraphs;

namespace Monitor.Gateway.Benchmarks.Tests;

public sealed class HttpInputTests
{
    private const string Whole = "POST / HTTP/1.1\r\nHost: x\r\nContent-LENGTH: 4\r\n\r\nbodyPOST /";

    [Fact]
    public void A_body_of_known_length_ends_where_the_next_request_begins()
    {
        Assert.True(HttpInput.TryRead(Encoding.ASCII.GetBytes(Whole), out var request));
        Assert.Equal("body", Encoding.ASCII.GetString(request.Body));
        Assert.Equal("POST /", Whole[request.Length..]);
    }

    [Fact]
    public void Half_a_request_is_none()
    {
        for (var length = 0; length < Whole.Length - "POST /".Length; length++)
        {
            Assert.False(HttpInput.TryRead(Encoding.ASCII.GetBytes(Whole[..length]), out _));
        }
    }

    [Fact]
    public void Chunks_are_put_together()
    {
        var bytes = Encoding.ASCII.GetBytes(
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbod\r\n1\r\ny\r\n0\r\n\r\n");

        Assert.True(HttpInput.TryRead(bytes, out var request));
        Assert.Equal("body", Encoding.ASCII.GetString(request.Body));
        Assert.Equal(bytes.Length, request.Length);
    }

    [Fact]
    public void A_request_without_a_body_ends_with_its_head()
    {
        Assert.True(HttpInput.TryRead("GET / HTTP/1.1\r\n\r\n"u8, out var request));
        Assert.True(request.Body.IsEmpty);
    }
}
