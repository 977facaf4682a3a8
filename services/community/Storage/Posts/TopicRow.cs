using System.Text.Json;
using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>The columns of a topic <c>t</c> in its category <c>c</c>, and how they are read.</summary>
internal static class TopicRow
{
    /// <summary>The parameter <c>$1</c> is the reader's pseudonym.</summary>
    public const string Columns = """
        t.id, t.kind, t.category_id, t.objective_id, t.measures, t.title, t.text, t.did, t.brought, t.costs, t.contact,
        t.links, t.author, t.municipality_code, t.size_class, t.shown_as,
        ARRAY[t.region_code, c.region_code],
        t.posted_at, t.edited_at, t.edited_as, t.edit_reason,
        t.revision, t.active_at, t.last_reply_at, t.reply_count, t.useful_count,
        EXISTS (SELECT FROM useful_marks m WHERE m.contribution_id = t.id AND m.member = $1),
        t.answer_id, t.answered_at, t.pinned_until, t.publish_at, t.locked_at, t.hidden_at, t.deleted_at, t.deleted_as,
        t.is_demonstration
        """;

    public static Topic Of(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        EnumText.Parse<TopicKind>(row.GetString(1)),
        row.GetString(2),
        row.TextOrNull(3),
        row.GetFieldValue<string[]>(4),
        row.GetString(5),
        row.GetString(6),
        row.TextOrNull(7),
        row.TextOrNull(8),
        row.TextOrNull(9),
        row.TextOrNull(10),
        row.Json<List<Link>>(11, JsonSerializerOptions.Web),
        AuthorshipOf(row, 12, postedAt: 17),
        EditOf(row, 18),
        row.GetInt32(21),
        row.GetFieldValue<DateTimeOffset>(22),
        row.OrNull<DateTimeOffset>(23),
        row.GetInt32(24),
        row.GetInt32(25),
        row.GetBoolean(26),
        row.OrNull<Guid>(27),
        row.OrNull<DateTimeOffset>(28),
        row.OrNull<DateTimeOffset>(29),
        row.OrNull<DateTimeOffset>(30),
        row.OrNull<DateTimeOffset>(31),
        row.OrNull<DateTimeOffset>(32),
        row.OrNull<DateTimeOffset>(33),
        CapacityOf(row, 34),
        row.GetBoolean(35));

    /// <summary>Author, municipality, size, how shown, region then and now: five columns; and when.</summary>
    public static Authorship AuthorshipOf(NpgsqlDataReader row, int first, int postedAt)
    {
        var regions = row.GetFieldValue<string?[]>(first + 4);
        return new Authorship(
            row.GetGuid(first),
            row.TextOrNull(first + 1),
            row.TextOrNull(first + 2),
            EnumText.Parse<ShownAs>(row.GetString(first + 3)),
            regions[0],
            row.GetFieldValue<DateTimeOffset>(postedAt),
            regions[1]);
    }

    /// <summary>When, as what, why: three columns; null where nothing was edited.</summary>
    public static LastEdit? EditOf(NpgsqlDataReader row, int first) => row.IsDBNull(first)
        ? null
        : new LastEdit(
            row.GetFieldValue<DateTimeOffset>(first),
            CapacityOf(row, first + 1) ?? Capacity.Author,
            row.TextOrNull(first + 2));

    public static Capacity? CapacityOf(NpgsqlDataReader row, int column) =>
        row.TextOrNull(column) is { } text ? EnumText.Parse<Capacity>(text) : null;
}

/// <summary>The columns of a reply <c>r</c> in the category <c>c</c> of its topic, and how they are read.</summary>
internal static class ReplyRow
{
    /// <summary>The parameter <c>$1</c> is the reader's pseudonym.</summary>
    public const string Columns = """
        r.id, r.topic_id, r.parent_id, r.text, r.author, r.municipality_code, r.size_class, r.shown_as,
        ARRAY[r.region_code, c.region_code],
        r.posted_at, r.edited_at, r.edited_as, r.edit_reason,
        r.revision, r.useful_count,
        EXISTS (SELECT FROM useful_marks m WHERE m.contribution_id = r.id AND m.member = $1),
        r.hidden_at, r.deleted_at, r.deleted_as, r.is_demonstration
        """;

    public static Reply Of(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.OrNull<Guid>(2),
        row.GetString(3),
        TopicRow.AuthorshipOf(row, 4, postedAt: 9),
        TopicRow.EditOf(row, 10),
        row.GetInt32(13),
        row.GetInt32(14),
        row.GetBoolean(15),
        row.OrNull<DateTimeOffset>(16),
        row.OrNull<DateTimeOffset>(17),
        TopicRow.CapacityOf(row, 18),
        row.GetBoolean(19));
}
