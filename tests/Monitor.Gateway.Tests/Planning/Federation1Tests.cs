namespace Monitor.Gateway.Tests.Planning;

/// <summary>Graphs/federation1: a supergraph of join 0.1.</summary>
public sealed class Federation1Tests
{
    [Fact]
    public void An_owner_resolves_what_has_no_mark_and_others_extend_it() =>
        Snapshot.Matches(Directive.Plan("federation1", """
            { vehicles { plate ... on Car { brand repairs { price { amount } } } } }
            """));

    [Fact]
    public void A_key_is_known_wherever_it_is_a_key() =>
        Snapshot.Matches(Directive.Plan("federation1", "{ repairs { car { plate } price { currency } } }"));

    [Fact]
    public void Requirements_hop_to_the_owner_first() =>
        Snapshot.Matches(Directive.Plan("federation1", "{ repairs { car { tax brand } } }"));
}
