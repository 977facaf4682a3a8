using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>What the institute and its moderators change about categories.</summary>
public sealed class CategoryMutations(
    NpgsqlDataSource database, CategoryStore categories, Idempotency idempotency, AuditLog audit, TimeProvider time)
{
    public async ValueTask<Category?> CreateCategoryAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Keeper();
        var input = context.Argument<CreateCategoryInput>("input");
        var (title, description) = Category.Words(input.Title, input.Description);
        if (!input.IsOpen && input.Region is null)
        {
            throw new ClientException("REGION_NEEDED", "Only a category of a region can be closed to others.");
        }

        if (input.Region is { } region && !await categories.IsRegionAsync(region, cancellationToken))
        {
            throw new ClientException("UNKNOWN_REGION", "There is no region with this code; `regions` lists them.");
        }

        var category = new Category(
            $"{(input.Region is null ? "general" : Category.IdOfRegion(input.Region))}-{Guid.NewGuid():N}",
            input.Region is null ? CategoryKind.General : CategoryKind.Region,
            title,
            description,
            ObjectiveId: null,
            Theme: null,
            input.Region,
            input.IsOpen,
            input.Position,
            ClosedAt: null,
            Revision: 1);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var id = await idempotency.RunAsync(context, connection, async transaction =>
        {
            await CategoryStore.AddAsync(transaction, category, cancellationToken);
            await RecordAsync(transaction, category.Id, cancellationToken);
            return category.Id;
        }, cancellationToken);
        return (await categories.AllAsync(cancellationToken)).Single(c => c.Id == id);
    }

    public async ValueTask<Category?> ChangeCategoryAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Keeper();
        var input = context.Argument<ChangeCategoryInput>("input");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var id = await idempotency.RunAsync(context, connection, async transaction =>
        {
            var held = await CategoryStore.HoldAsync(transaction, input.Id, cancellationToken)
                ?? throw CommunityAccess.UnknownCategory();
            var changed = Changed(held, input);
            await CategoryStore.UpdateAsync(transaction, changed, cancellationToken);
            await RecordAsync(transaction, held.Id, cancellationToken);
            return held.Id;
        }, cancellationToken);
        return (await categories.AllAsync(cancellationToken)).Single(c => c.Id == id);
    }

    private Category Changed(Category held, ChangeCategoryInput input)
    {
        if (held.Revision != input.Revision)
        {
            throw CommunityAccess.Conflict();
        }

        var (title, description) = Category.Words(input.Title ?? held.Title, input.Description ?? held.Description);
        if (input.IsOpen == false && held.Kind != CategoryKind.Region)
        {
            throw new ClientException("REGION_NEEDED", "Only a category of a region can be closed to others.");
        }

        return held with
        {
            Title = title,
            Description = description,
            IsOpen = input.IsOpen ?? held.IsOpen,
            Position = input.Position ?? held.Position,
            ClosedAt = input.IsClosed switch
            {
                null => held.ClosedAt,
                true => held.ClosedAt ?? time.GetUtcNow(),
                false => null,
            },
            Revision = held.Revision + 1,
        };
    }

    private Task RecordAsync(NpgsqlTransaction transaction, string category, CancellationToken cancellationToken) =>
        audit.AddAsync(
            transaction, new Act(ActKind.ContributionModerated, municipality: null, $"category:{category}"),
            cancellationToken);
}
