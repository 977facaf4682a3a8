using System.Text.Json;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Seeding;

/// <summary>
/// Adds the general categories of <c>seeds/community/categories.json</c> that are not there yet, and one for each
/// Veilig Thuis region. Runs after the areas are there.
/// </summary>
public sealed class CategorySeeder(NpgsqlDataSource database) : ISeeder
{
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        await using var text = File.OpenRead(Path.Combine(folder, "community", "categories.json"));
        var file = await JsonSerializer.DeserializeAsync<CategoriesFile>(
            text, JsonSerializerOptions.Web, cancellationToken);

        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        foreach (var category in file!.Categories)
        {
            var (title, description) = Category.Words(category.Title, category.Description);
            await CategoryStore.AddAsync(
                acting.Transaction,
                new Category(
                    category.Id, CategoryKind.General, title, description, null, null, null, IsOpen: true,
                    category.Position, ClosedAt: null, Revision: 1),
                cancellationToken);
        }

        await CategoryStore.AddRegionsAsync(acting.Transaction, cancellationToken);
        await acting.CommitAsync(cancellationToken);
    }

    private sealed record CategoriesFile(IReadOnlyList<CategoryInFile> Categories);

    private sealed record CategoryInFile(string Id, string Title, string Description, int Position);
}
