namespace Monitor.Gateway.Tests.Planning;

/// <summary>Graphs/requires: @requires in chains, with arguments, with fragments, in circles.</summary>
public sealed class RequiresTests
{
    [Fact]
    public void A_required_field_is_asked_with_its_arguments() =>
        Snapshot.Matches(Directive.Plan("requires", "{ trips { price } }"));

    [Fact]
    public void Requirements_whose_arguments_conflict_are_asked_apart() =>
        Snapshot.Matches(Directive.Plan("requires", "{ trips { price priceAbroad } }"));

    [Fact]
    public void A_client_s_own_arguments_do_no_harm() =>
        Snapshot.Matches(Directive.Plan("requires", "{ trips { length(unit: MILE) price } }"));

    [Fact]
    public void Requirements_on_an_interface_carry_their_fragments() =>
        Snapshot.Matches(Directive.Plan("requires", "{ trips { insurance } }"));

    [Fact]
    public void A_chain_of_requirements_goes_step_by_step_and_back_again() =>
        Snapshot.Matches(Directive.Plan("requires", "{ trips { advice } }"));

    [Fact]
    public void What_needs_nothing_goes_along_with_what_does() =>
        Snapshot.Matches(Directive.Plan("requires", "{ trips { tax price } }"));

    [Fact]
    public void Types_of_an_interface_require_each_for_itself() =>
        Snapshot.Matches(Directive.Plan("requires", "{ places { ... on Hill { climb } ... on Lake { climb } } }"));
}
