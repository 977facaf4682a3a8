using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

public sealed class SizeClassTests
{
    [Theory]
    [InlineData(936, SizeClass.Under25k)]
    [InlineData(24_999, SizeClass.Under25k)]
    [InlineData(25_000, SizeClass.From25kTo50k)]
    [InlineData(50_000, SizeClass.From50kTo100k)]
    [InlineData(100_000, SizeClass.From100kTo250k)]
    [InlineData(249_999, SizeClass.From100kTo250k)]
    [InlineData(250_000, SizeClass.Over250k)]
    public void A_lower_limit_belongs_to_the_higher_class(int inhabitants, SizeClass expected) =>
        Assert.Equal(expected, SizeClasses.Of(inhabitants));
}
