using Monitor.Gateway.Differential.Tests.Running;

namespace Monitor.Gateway.Differential.Tests.Comparison;

/// <summary>What was found in one exchange.</summary>
/// <param name="Difference">What is wrong with our answer or its price; null where nothing is.</param>
/// <param name="Kind">How it came out, for the sum at the end of a run.</param>
internal sealed record Verdict(string? Difference, string Kind);

/// <summary>Holds our answer to Apollo's and to the oracle's.</summary>
/// <remarks>
/// The oracle knows the truth where nothing fails; where something does, how far a null goes depends on which subgraph
/// was asked for what, so an answer may be the oracle's or Apollo's.
/// </remarks>
internal static class Judge
{
    /// <summary>The kind of an answer that is right but took more calls than Apollo's.</summary>
    public const string MoreCalls = "more calls";

    public static Verdict Of(Exchange exchange)
    {
        if (exchange.Invalid is { } invalid)
        {
            return new Verdict(null, $"invalid: passed over: {(invalid.Length > 60 ? invalid[..60] : invalid)}");
        }

        if (exchange.Ours.Data != exchange.Oracle.Data && exchange.Ours.Data == exchange.Apollo.Data
            && Exceptions.WhyBothDiffer(exchange) is { } both)
        {
            return new Verdict(null, $"as Apollo; the oracle differs: {both}");
        }

        if (DataDifference(exchange) is { } data)
        {
            return new Verdict(data, "different data");
        }

        if (ErrorDifference(exchange) is { } error)
        {
            return new Verdict(error, "different errors");
        }

        var isApolloRight = exchange.Apollo.Data == exchange.Ours.Data;
        if (!isApolloRight)
        {
            return Exceptions.WhyApolloDiffers(exchange) is { } why
                ? new Verdict(null, $"as the oracle; Apollo differs: {why}")
                : new Verdict("We answer as the oracle, Apollo does not.", "Apollo differs");
        }

        if (exchange.OurCalls.Count > exchange.ApolloCalls.Count)
        {
            return Exceptions.WhyMoreCalls(exchange) is { } reason
                ? new Verdict(null, $"more calls: {reason}")
                : new Verdict(
                    $"We make {exchange.OurCalls.Count} calls, Apollo {exchange.ApolloCalls.Count}.", MoreCalls);
        }

        var fewer = exchange.OurCalls.Count < exchange.ApolloCalls.Count ? ", fewer calls" : "";
        return new Verdict(null, (exchange.Oracle.Errors.Count > 0 ? "alike, with errors" : "alike") + fewer);
    }

    private static string? DataDifference(Exchange exchange)
    {
        var (ours, oracle, apollo) = (exchange.Ours.Data, exchange.Oracle.Data, exchange.Apollo.Data);
        if (ours == oracle || (exchange.Oracle.Errors.Count > 0 && ours == apollo))
        {
            return null;
        }

        return apollo == oracle
            ? "Our data are neither Apollo's nor the oracle's, who agree."
            : "Our data are not the oracle's, nor are Apollo's.";
    }

    private static string? ErrorDifference(Exchange exchange)
    {
        var (ours, oracle) = (exchange.Ours.Errors, exchange.Oracle.Errors);
        if (ours.Count > 0 && oracle.Count == 0)
        {
            return "We tell errors where there are none.";
        }

        if (ours.Count == 0 && oracle.Count > 0)
        {
            return "We tell no error where there are some.";
        }

        if (ours.Any(error => error.Path is null))
        {
            return "An error of ours has no path.";
        }

        if (exchange.Ours.Data != exchange.Oracle.Data)
        {
            return null;
        }

        var (our, their) = (NullPlaces.Of(exchange.Ours), NullPlaces.Of(exchange.Oracle));
        return our.Except(their).Select(place => $"Only we tell an error for {place}.")
            .Concat(their.Except(our).Select(place => $"We tell no error for {place}."))
            .FirstOrDefault();
    }
}
