namespace Monitor.Community.Benchmarks;

/// <summary>A kind of question: every turn another category page, word or member.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Document">GraphQL.</param>
/// <param name="Variables">Of a turn.</param>
internal sealed record Question(string Name, string Document, Func<Random, object> Variables)
{
    private const string Listed =
        "{ nodes { id kind title author { label } postedAt lastReplyAt replyCount useful foundUseful } "
        + "pageInfo { hasNextPage endCursor } }";

    private const string Found =
        "query ($query: String!) { search(query: $query) { nodes { kind title titleHtml excerptHtml postedAt } "
        + "pageInfo { hasNextPage endCursor } } }";

    private const string Discussion =
        "query ($id: ID!, $order: ReplyOrder!) { communityTopic(id: $id) { title html author { label } "
        + "replies(order: $order, first: 50) { nodes { id html author { label } postedAt useful foundUseful } "
        + "pageInfo { hasNextPage endCursor } } } }";

    private const string Unread = "{ notifications(first: 1) { unreadCount } }";

    public static IReadOnlyList<Question> All(Population population, Vocabulary vocabulary) =>
    [
        new("first page of a busy category, by activity",
            $"query ($category: ID!) {{ discussions(category: $category) {Listed} }}",
            _ => new { category = Population.BusyCategory }),
        new("first page of a busy category, newest",
            $"query ($filter: TopicFilterInput) {{ communityTopics(filter: $filter) {Listed} }}",
            _ => new { filter = new { category = Population.BusyCategory } }),
        new("search: a word of few texts", Found,
            random => new { query = vocabulary.Between(random, 1_000, vocabulary.Count) }),
        new("search: two words of many texts", Found, random => new
        {
            query = $"{vocabulary.Between(random, 50, 500)} {vocabulary.Between(random, 50, 500)}",
        }),
        new("search: a word of many texts", Found, random => new { query = vocabulary.Between(random, 20, 200) }),
        new("a discussion of 1,000 replies", Discussion, random => new
        {
            id = population.LongDiscussion, order = random.Next(2) == 0 ? "OLDEST" : "NEWEST",
        }),
        new("unread counts", Unread, _ => new { }),
    ];
}
