using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Benchmark.Exchange;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>What may be fetched at all, and what not.</summary>
public class AddressTests
{
    [Theory]
    [InlineData("https://datasets.cbs.nl/odata/v1/CBS/84852NED")]
    [InlineData("https://opendata.cbs.nl/x.csv")]
    [InlineData("https://DATASETS.CBS.NL:443/odata/v1/CBS/84852NED?$top=1")]
    public void A_host_on_the_list_may_be_fetched_from(string address) =>
        Assert.Equal(new Uri(address), Allowed().Require(new Uri(address)));

    [Theory]
    [InlineData("http://datasets.cbs.nl/odata/v1/CBS/84852NED")]
    [InlineData("ftp://datasets.cbs.nl/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://datasets.cbs.nl:8443/x")]
    [InlineData("https://someone@datasets.cbs.nl/x")]
    [InlineData("https://datasets.cbs.nl.example.org/x")]
    [InlineData("https://example.org/datasets.cbs.nl")]
    [InlineData("https://datasets.cbs.nl@example.org/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://[::1]/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://localhost/x")]
    public void Anything_else_may_not(string address) => Assert.Equal(
        FetchException.NotAllowed, Assert.Throws<FetchException>(() => Allowed().Require(new Uri(address))).Code);

    [Theory]
    [InlineData("Observations?$skip=100000", "https://datasets.cbs.nl/odata/v1/CBS/84852NED/Observations?$skip=100000")]
    [InlineData("https://datasets.cbs.nl/other", "https://datasets.cbs.nl/other")]
    public void A_link_within_the_host_is_followed(string link, string address) => Assert.Equal(
        new Uri(address),
        Allowed().Follow(new Uri("https://datasets.cbs.nl/odata/v1/CBS/84852NED/Observations"), link));

    [Theory]
    [InlineData("https://opendata.cbs.nl/other")]
    [InlineData("//example.org/other")]
    [InlineData("http://datasets.cbs.nl/other")]
    [InlineData("https://datasets.cbs.nl:444/other")]
    public void A_link_to_another_host_is_not_even_to_one_on_the_list(string link) => Assert.Equal(
        FetchException.NotAllowed,
        Assert.Throws<FetchException>(() => Allowed().Follow(new Uri("https://datasets.cbs.nl/x"), link)).Code);

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.1.1")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("198.18.0.1")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:1::")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    public void An_address_that_only_we_can_reach_is_not_public(string address) =>
        Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2a02:898::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void An_address_of_the_internet_is_public(string address) =>
        Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_on_the_list_that_means_this_machine_is_not_connected_to()
    {
        var options = Options.Create(new FigureImportOptions { Hosts = ["localhost"], PageRetries = 0 });
        using var pages = new PageFetch(
            new AllowedAddress(options), options, TimeProvider.System, NullLogger<PageFetch>.Instance);

        var refused = await Assert.ThrowsAsync<FetchException>(() =>
            pages.GetAsync(new Uri("https://localhost/x"), mayLack: false, 1000, CancellationToken.None));

        Assert.Equal(FetchException.NotAllowed, refused.Code);
    }

    private static AllowedAddress Allowed() => new(Options.Create(new FigureImportOptions()));
}
