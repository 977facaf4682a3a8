using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;

namespace Monitor.Benchmark.Tests.Graph;

public sealed class AggregateIdTests
{
    [Theory]
    [InlineData("2017-1.COUNTRY")]
    [InlineData("2017-1.COUNTRY.AC")]
    [InlineData("2018.COUNTRY.R")]
    [InlineData("2017-1.SIZE_CLASS.UNDER_25K")]
    [InlineData("2017-2.VEILIG_THUIS.VT05.CR")]
    [InlineData("2017-1.SIZE_CLASS_IN_VEILIG_THUIS.VT05+UNDER_25K")]
    [InlineData("2017-1.SIZE_CLASS_IN_VEILIG_THUIS.VT05+UNDER_25K.A")]
    [InlineData("2017.REGION.PV20")]
    public void An_id_is_written_as_it_is_read(string id) =>
        Assert.Equal(id, AggregateId.Read(id)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("2017-1")]
    [InlineData("2017-1.NOTHING.X")]
    [InlineData("2017-1.COUNTRY.UNDER_25K")]
    [InlineData("2017-1.COUNTRY.CA")]
    [InlineData("2017-1.COUNTRY.AC.R")]
    [InlineData("2017-1.SIZE_CLASS")]
    [InlineData("x.COUNTRY")]
    public void Another_text_is_no_id(string id) => Assert.Null(AggregateId.Read(id));

    // One aggregate has one id: else it would be cached twice.
    [Fact]
    public void All_parts_are_never_named() => Assert.Null(AggregateId.Read("2017-1.COUNTRY.ACR"));

    [Fact]
    public void Parts_are_read() =>
        Assert.Equal(
            [Component.Anchoring, Component.Reach], AggregateId.Read("2017-1.COUNTRY.AR")!.Components.Parts);
}
