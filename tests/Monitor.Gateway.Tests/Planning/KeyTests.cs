namespace Monitor.Gateway.Tests.Planning;

/// <summary>Graphs/keys: several, compound and nested keys, keys that only name, hops by way of value types.</summary>
public sealed class KeyTests
{
    [Fact]
    public void A_compound_nested_key_is_sent_whole() =>
        Snapshot.Matches(Directive.Plan("keys", "{ items { amount } }"));

    [Fact]
    public void Of_several_keys_the_one_that_is_there_is_taken() =>
        Snapshot.Matches(Directive.Plan("keys", "{ items { box { shelf { hall } } } }"));

    [Fact]
    public void A_key_that_is_not_resolvable_leads_nowhere() =>
        Snapshot.Matches(Directive.Plan("keys", "{ items { amount maker { name } } }"));

    [Fact]
    public void A_value_type_is_passed_to_reach_an_entity() =>
        Snapshot.Matches(Directive.Plan("keys", "{ invoices { number item { amount } } }"));

    [Fact]
    public void A_key_whose_parts_lie_in_several_subgraphs_is_gathered() =>
        Snapshot.Matches(Directive.Plan("keys", "{ orders { arrival total } }"));

    [Fact]
    public void Hops_of_all_places_share_a_call_in_a_step() =>
        Snapshot.Matches(Directive.Plan("keys", """
            { items { box { shelf { hall } } maker { name } } orders { arrival } }
            """));
}
