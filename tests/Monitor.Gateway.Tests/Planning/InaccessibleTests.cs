namespace Monitor.Gateway.Tests.Planning;

/// <summary>Graphs/inaccessible: what clients do not see serves the planner all the same.</summary>
public sealed class InaccessibleTests
{
    [Fact]
    public void A_key_that_clients_do_not_see_leads_on() =>
        Snapshot.Matches(Directive.Plan("inaccessible", "{ people { name grade raise(plan: LARGE) } }"));

    [Fact]
    public void A_member_that_clients_do_not_see_is_not_asked_for() =>
        Snapshot.Matches(Directive.Plan("inaccessible", "{ party { __typename ... on Person { name } } }"));
}
