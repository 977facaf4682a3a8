using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain;

public sealed class RuleSetTests
{
    [Fact]
    public void Rules_are_refused_for_a_questionnaire_that_they_do_not_name() =>
        Assert.Throws<ArgumentException>(
            () => new Scorer(Seeds.Rules with { Questionnaires = ["child-abuse-2014"] }, Seeds.Questionnaire));
}
