namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>What a body holds: one request, or a batch of them.</summary>
internal sealed class PostedRequests
{
    private PostedRequests(GraphQLRequest? single, IReadOnlyList<PostedRequest> batch)
    {
        Single = single;
        Batch = batch;
    }

    /// <summary>Null where it is a batch.</summary>
    public GraphQLRequest? Single { get; }

    /// <summary>Empty where it is one request.</summary>
    public IReadOnlyList<PostedRequest> Batch { get; }

    public static PostedRequests One(GraphQLRequest request) => new(request, []);

    public static PostedRequests Many(IReadOnlyList<PostedRequest> batch) => new(null, batch);
}

/// <summary>A place in a batch: a request, or what is wrong with it.</summary>
internal sealed record PostedRequest(GraphQLRequest? Request, RequestException? Fault);
