using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain;

/// <summary>What is told of an author who chose to be anonymous.</summary>
public sealed class AnonymousAuthorTests
{
    private static readonly DateTimeOffset Then = new(2018, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Someone = Guid.Parse("11111111-2222-3333-4444-555555555555");

    [Fact]
    public void A_size_of_ten_municipalities_is_told()
    {
        var crowd = Crowd((10, "UNDER_25K"), (10, "FROM_25K_TO_50K"), (10, "FROM_50K_TO_100K"));

        Assert.Equal("minder dan 25.000 inwoners", crowd.SizeOf("UNDER_25K", null, Then));
        Assert.Equal("25.000–50.000 inwoners", crowd.SizeOf("FROM_25K_TO_50K", null, Then));
        Assert.Equal("een gemeente, 25.000–50.000 inwoners", Label("FROM_25K_TO_50K", crowd));
    }

    [Fact]
    public void The_four_largest_are_told_with_those_below_them_for_leaving_their_size_out_would_tell_it_too()
    {
        var crowd = Crowd((10, "UNDER_25K"), (10, "FROM_25K_TO_50K"), (12, "FROM_100K_TO_250K"), (4, "OVER_250K"));

        Assert.Equal("50.000 inwoners of meer", crowd.SizeOf("OVER_250K", null, Then));
        Assert.Equal("50.000 inwoners of meer", crowd.SizeOf("FROM_100K_TO_250K", null, Then));
    }

    [Fact]
    public void Nine_of_a_size_are_told_with_the_next_size()
    {
        var crowd = Crowd((9, "UNDER_25K"), (20, "FROM_25K_TO_50K"), (20, "FROM_50K_TO_100K"));

        Assert.Equal("minder dan 50.000 inwoners", crowd.SizeOf("UNDER_25K", null, Then));
        Assert.Equal("minder dan 50.000 inwoners", crowd.SizeOf("FROM_25K_TO_50K", null, Then));
    }

    [Fact]
    public void Where_all_together_are_few_no_size_is_told()
    {
        var crowd = Crowd((4, "UNDER_25K"), (5, "FROM_25K_TO_50K"));

        Assert.Equal("een gemeente", Label("UNDER_25K", crowd));
        Assert.Equal("een gemeente", Label(null, crowd));
    }

    [Fact]
    public void A_municipality_that_came_later_hides_nobody_who_wrote_before()
    {
        var before = Enumerable.Range(0, 19).Select(n => One(n, n < 9 ? "UNDER_25K" : "FROM_25K_TO_50K", Then));
        var later = One(19, "UNDER_25K", Then.AddDays(1));
        var crowd = new Crowd([.. before, later]);

        Assert.Null(crowd.SizeOf("UNDER_25K", null, Then));
        Assert.Equal("minder dan 25.000 inwoners", crowd.SizeOf("UNDER_25K", null, Then.AddDays(1)));
    }

    [Fact]
    public void In_a_regions_own_category_only_the_region_hides_an_author()
    {
        var country = Enumerable.Range(0, 40).Select(n => One(n, n % 2 == 0 ? "UNDER_25K" : "FROM_25K_TO_50K", Then));
        var region = Enumerable.Range(50, 6).Select(n => One(n, "UNDER_25K", Then) with { Regions = ["VT05"] });
        var crowd = new Crowd([.. country, .. region]);

        Assert.Equal("minder dan 25.000 inwoners", crowd.SizeOf("UNDER_25K", null, Then));
        Assert.Null(crowd.SizeOf("UNDER_25K", "VT05", Then));
        Assert.Equal(6, crowd.Count("VT05", Then));
    }

    [Fact]
    public void Others_are_told_a_label_and_nothing_else()
    {
        var author = Read(ShownAs.Anonymous, reader: Guid.NewGuid(), moderates: false);

        Assert.Equal(new Author("een gemeente", null, null, IsAnonymous: true, IsOwn: false, Member: null), author);
    }

    [Fact]
    public void A_moderator_is_told_who_it_is()
    {
        var author = Read(ShownAs.Anonymous, reader: Guid.NewGuid(), moderates: true);

        Assert.Equal("11111111222233334444555555555555", author.Member);
        Assert.Null(author.Name);
        Assert.False(author.IsOwn);
    }

    [Fact]
    public void The_author_is_told_that_it_is_their_own() =>
        Assert.True(Read(ShownAs.Anonymous, reader: Someone, moderates: false).IsOwn);

    [Fact]
    public void Names_are_shown_where_they_were_chosen()
    {
        Assert.Equal("Anne de Boer, gemeente Enschede", Read(ShownAs.Member, Guid.NewGuid(), false).Label);
        Assert.Equal("gemeente Enschede", Read(ShownAs.Municipality, Guid.NewGuid(), false).Label);
        Assert.Null(Read(ShownAs.Municipality, Guid.NewGuid(), false).Name);
    }

    [Fact]
    public void Of_one_who_was_erased_nothing_is_left()
    {
        var by = By(ShownAs.Member, "UNDER_25K");

        var author = Author.Of(by, name: null, "Enschede", Crowd((4, "UNDER_25K")), Guid.NewGuid(), moderates: false);

        Assert.Equal(new Author("oud-lid", null, null, IsAnonymous: false, IsOwn: false, Member: null), author);
    }

    [Fact]
    public void Those_of_the_institute_are_shown_as_such()
    {
        var by = By(ShownAs.Municipality, null) with { Municipality = null };

        Assert.Equal("het instituut", Author.Of(by, "Bram Vos", null, Crowd(), Guid.NewGuid(), false).Label);
        Assert.Equal(
            "Bram Vos, instituut",
            Author.Of(by with { ShownAs = ShownAs.Member }, "Bram Vos", null, Crowd(), Guid.NewGuid(), false).Label);
    }

    [Theory]
    [InlineData("Wij in Best doen dit al.", "Best", true)]
    [InlineData("Dit werkt het best in de zomer.", "Best", false)]
    [InlineData("Zie [[gemeente:GM0753]].", "Best", true)]
    [InlineData("In Bestwijk doen ze dit.", "Best", false)]
    public void A_text_that_names_the_authors_municipality_is_refused(string text, string name, bool isRefused)
    {
        var failure = Record.Exception(() => Anonymity.RequireUnnamed([text], "GM0753", name));

        Assert.Equal(isRefused ? "ANONYMITY_GIVEN_AWAY" : null, (failure as ClientException)?.Code);
    }

    [Theory]
    [InlineData("Zie https://www.bergen-nh.example/lijst.pdf.", true)]
    [InlineData("Mail naar jeugd@BERGEN-NH.example voor meer.", true)]
    [InlineData("Zie https://nietbergen-nh.example/.", false)]
    [InlineData("Bij ons in Bergen werkt dit.", true)]
    [InlineData("Gemeente BERGEN, afdeling jeugd.", true)]
    [InlineData("Wij zagen bergen werk.", false)]
    [InlineData("Groet, Anne de Boer", true)]
    public void Addresses_short_names_and_the_authors_own_name_are_refused_too(string text, bool isRefused)
    {
        var failure = Record.Exception(() => Anonymity.RequireUnnamed(
            [text], "GM0373", "Bergen (NH.)", "Anne de Boer", ["bergen-nh.example"]));

        Assert.Equal(isRefused ? "ANONYMITY_GIVEN_AWAY" : null, (failure as ClientException)?.Code);
    }

    [Fact]
    public void What_was_written_among_a_few_is_told_as_among_them_when_all_read_it()
    {
        var country = Enumerable.Range(0, 40).Select(n => One(n, n % 2 == 0 ? "UNDER_25K" : "FROM_25K_TO_50K", Then));
        var region = Enumerable.Range(50, 12)
            .Select(n => One(n, n == 50 ? "FROM_25K_TO_50K" : "UNDER_25K", Then) with { Regions = ["VT05"] });
        var crowd = new Crowd([.. country, .. region]);
        var open = By(ShownAs.Anonymous, "FROM_25K_TO_50K");

        Assert.Equal("een gemeente, 25.000 inwoners of meer", Author.LabelOf(open, crowd));
        Assert.Equal("een gemeente", Author.LabelOf(open with { Region = "VT05" }, crowd));
        Assert.Equal("een gemeente", Author.LabelOf(open with { RegionNow = "VT05" }, crowd));
    }

    [Fact]
    public void One_of_the_few_whose_size_is_not_known_stands_out_where_sizes_are_told()
    {
        var known = Crowd((20, "UNDER_25K"), (20, "FROM_25K_TO_50K"));
        var four = new Crowd([.. Municipalities((20, "UNDER_25K"), (20, "FROM_25K_TO_50K"), (4, ""))]);
        var few = new Crowd([.. Municipalities((4, "UNDER_25K"), (3, ""))]);

        Assert.Equal(20, known.Alike("UNDER_25K", null, Then));
        Assert.Equal(4, four.Alike(null, null, Then));
        Assert.Equal(7, few.Alike(null, null, Then));
        Assert.Equal(7, few.Alike("UNDER_25K", null, Then));
    }

    [Fact]
    public void Among_fewer_than_five_nobody_is_anonymous()
    {
        Anonymity.RequireCrowd("GM0753", couldHave: 5);
        Assert.Throws<ClientException>(() => Anonymity.RequireCrowd("GM0753", couldHave: 4));
        Assert.Throws<ClientException>(() => Anonymity.RequireCrowd(municipality: null, couldHave: 300));
        Assert.Throws<ClientException>(() => Anonymity.RequireNoContact("Bel mij"));
    }

    private static Author Read(ShownAs shownAs, Guid reader, bool moderates) =>
        Author.Of(
            By(shownAs, "UNDER_25K"), "Anne de Boer", "Enschede", Crowd((4, "UNDER_25K")), reader, moderates);

    private static Authorship By(ShownAs shownAs, string? sizeClass) =>
        new(Someone, "GM0153", sizeClass, shownAs, Region: null, Then);

    private static string Label(string? sizeClass, Crowd crowd) =>
        Author.LabelOf(By(ShownAs.Anonymous, sizeClass), crowd);

    private static Crowd Crowd(params (int Count, string SizeClass)[] sizes) => new([.. Municipalities(sizes)]);

    private static IEnumerable<CrowdMunicipality> Municipalities(params (int Count, string SizeClass)[] sizes) =>
        sizes.SelectMany(s => Enumerable.Range(0, s.Count).Select(n => One(n, s.SizeClass, Then)));

    private static CrowdMunicipality One(int number, string sizeClass, DateTimeOffset since) =>
        new($"GM{number:0000}", sizeClass.Length == 0 ? null : sizeClass, since, []);
}
