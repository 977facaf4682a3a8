using System.Runtime.CompilerServices;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>§6.2.3: the source of events, an answer for each, and how both end.</summary>
public sealed class SubscriptionTests
{
    private const string Sdl = """
        type Query { a: Int }
        type Subscription { ticks(to: Int! = 2): Int tips: Tip mustTip: Tip! poll: Int odd(x: Int!): Int }
        type Tip { title: String! length: Int }
        """;

    private readonly List<MaskedFailure> masked = [];
    private readonly List<string> steps = [];

    [Fact]
    public async Task Each_event_is_the_value_of_the_field()
    {
        Assert.Equal(
            ["""{"t":1}""", """{"t":2}""", """{"t":3}"""], await AnswersAsync("subscription { t: ticks(to: 3) }"));
        Assert.Equal(["open", "1", "2", "3", "closed"], steps);
    }

    [Fact]
    public async Task A_field_that_is_bound_too_makes_its_value_of_the_event() => Assert.Equal(
        ["""{"tips":{"title":"a","length":1}}""", """{"tips":{"title":"bb","length":2}}"""],
        await AnswersAsync("subscription { tips { title length } }"));

    [Fact]
    public async Task The_error_of_an_event_costs_only_that_event()
    {
        var subscription = await SubscribeAsync("subscription { mustTip { title } }");

        var answers = await ReadAsync(subscription.Events!);

        Assert.Equal(
            ["""{"mustTip":{"title":"a"}}""", "null", """{"mustTip":{"title":"c"}}"""], answers.Select(Run.Data));
        Assert.Equal(["mustTip: no b [NO] @1:16"], answers.SelectMany(answer => answer.Errors).Select(Run.Show));
    }

    [Theory]
    [InlineData("{ a }", ": Expected subscription operation. [OPERATION_NOT_SUPPORTED]")]
    [InlineData(
        "subscription { poll }",
        "poll: The field Subscription.poll cannot be subscribed to. [OPERATION_NOT_SUPPORTED] @1:16")]
    [InlineData("subscription { ticks(to: 0) }", "ticks: none [NONE] @1:16")]
    [InlineData("subscription { ticks(to: -1) }", "ticks: Internal error. [INTERNAL_ERROR] @1:16")]
    [InlineData(
        "subscription ($x: Int!) { odd(x: $x) }",
        ": Variable \"$x\" has invalid value: Expected a value of non-null type \"Int!\" to be provided."
        + " [BAD_USER_INPUT] @1:15")]
    public async Task What_cannot_begin_is_refused(string document, string error)
    {
        var subscription = await SubscribeAsync(document);

        Assert.Null(subscription.Events);
        Assert.False(subscription.Refusal!.IsExecuted);
        Assert.Equal([error], subscription.Refusal.Errors.Select(Run.Show));
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_answers_with_a_masked_error()
    {
        var subscription = await SubscribeAsync("subscription { ticks(to: 99) }");
        var answers = new List<string>();

        var failure = await Assert.ThrowsAsync<SourceFailedException>(async () =>
        {
            await foreach (var answer in subscription.Events!)
            {
                answers.Add(Run.Data(answer));
            }
        });

        Assert.Equal(["""{"ticks":1}""", """{"ticks":2}""", """{"ticks":3}"""], answers);
        Assert.Equal("ticks: Internal error. [INTERNAL_ERROR] @1:16", Run.Show(failure.Error));
        Assert.Equal("the source broke", Assert.Single(masked).Cause.Message);
        Assert.Equal("closed", steps[^1]);
    }

    [Fact]
    public async Task A_reader_who_leaves_ends_the_source()
    {
        var subscription = await SubscribeAsync("subscription { ticks(to: 50) }");
        await foreach (var answer in subscription.Events!)
        {
            Assert.Equal("""{"ticks":1}""", Run.Data(answer));
            break;
        }

        Assert.Equal(["open", "1", "closed"], steps);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_ends_the_source_though_it_waits(bool byEnumerator)
    {
        using var cancel = new CancellationTokenSource();
        var subscription = await SubscribeAsync(
            "subscription { ticks(to: 7) }", byEnumerator ? CancellationToken.None : cancel.Token);
        await using var events = subscription.Events!
            .GetAsyncEnumerator(byEnumerator ? cancel.Token : CancellationToken.None);
        for (var i = 0; i < 7; i++)
        {
            Assert.True(await events.MoveNextAsync());
        }

        var waiting = events.MoveNextAsync();
        Assert.False(waiting.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.AsTask());
        Assert.Equal("closed", steps[^1]);
    }

    [Fact]
    public void A_stream_belongs_to_a_field_of_the_subscription_type()
    {
        var thrown = Assert.Throws<BindingException>(() => Run.Bind("type Query { a: Int }", binder => binder
            .Root<int?>("Query.a", (_, _) => new(1))
            .Stream("Query.a", TicksAsync)));

        Assert.Equal(
            ["Query.a has a stream, but the schema has no such field of the subscription type."], thrown.Faults);
    }

    private async Task<List<string>> AnswersAsync(string document)
    {
        var subscription = await SubscribeAsync(document);
        var answers = await ReadAsync(subscription.Events!);
        Assert.Empty(answers.SelectMany(answer => answer.Errors));
        return [.. answers.Select(Run.Data)];
    }

    private static async Task<List<ExecutionResult>> ReadAsync(IAsyncEnumerable<ExecutionResult> events)
    {
        var answers = new List<ExecutionResult>();
        await foreach (var answer in events)
        {
            answers.Add(answer);
        }

        return answers;
    }

    private Task<Subscription> SubscribeAsync(string document, CancellationToken cancellationToken = default) =>
        new Executor(Schema()).SubscribeAsync(
            new ExecutionRequest
            {
                Document = Parser.Parse(document),
                Services = Run.NoServices.Instance,
                OnMasked = masked.Add,
            },
            cancellationToken);

    private ExecutableSchema Schema() => Run.Bind(Sdl, binder => binder
        .Root<int?>("Query.a", (_, _) => new(1))
        .Root<int?>("Subscription.poll", (_, _) => new(1))
        .Stream("Subscription.ticks", TicksAsync)
        .Stream("Subscription.odd", TicksAsync)
        .Stream("Subscription.tips", TitlesAsync)
        .Field<string, Tip?>("Subscription.tips", (titles, _, _) => new([.. titles.Select(title => new Tip(title))]))
        .Stream("Subscription.mustTip", TitlesAsync)
        .Field<string, object?>("Subscription.mustTip", (titles, _, _) => new([.. titles.Select(OnlyB)]))
        .Type<Tip>("Tip"));

    private static object OnlyB(string title) => title == "bb" ? new ClientException("NO", "no b") : new Tip(title);

    private ValueTask<IAsyncEnumerable<int>> TicksAsync(FieldContext context, CancellationToken cancellationToken) =>
        context.Argument<int>("to") switch
        {
            0 => throw new ClientException("NONE", "none"),
            -1 => throw new InvalidOperationException("secret"),
            var to => new(CountAsync(to, cancellationToken)),
        };

    /// <summary>To 7 it waits at the end, to 99 it breaks.</summary>
    private async IAsyncEnumerable<int> CountAsync(
        int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        steps.Add("open");
        try
        {
            for (var tick = 1; tick <= to; tick++)
            {
                await Task.Yield();
                steps.Add($"{tick}");
                yield return tick;
                if (to == 99 && tick == 3)
                {
                    throw new InvalidOperationException("the source broke");
                }
            }

            if (to == 7)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        }
        finally
        {
            steps.Add("closed");
        }
    }

    private static ValueTask<IAsyncEnumerable<string>> TitlesAsync(
        FieldContext context, CancellationToken cancellationToken) =>
        new(new[] { "a", "bb", "c" }.Take(context.FieldName == "tips" ? 2 : 3).ToAsyncEnumerable());

    private sealed record Tip(string Title)
    {
        public int Length => Title.Length;
    }
}
