using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

public sealed class PersonalDataTests
{
    // 123456782: 9·1+8·2+7·3+6·4+5·5+4·6+3·7+2·8−2 = 154 = 14·11. 111222333: 66 = 6·11. 010464554: 99 = 9·11.
    [Theory]
    [InlineData("Casus 123456782 besproken", "*******82")]
    [InlineData("BSN: 111222333.", "*******33")]
    [InlineData("bsn 1234.56.782", "****.**.*82")]
    [InlineData("bsn 123.456.782", "***.***.*82")]
    [InlineData("bsn 123 456 782", "*** *** *82")]
    [InlineData("bsn 010464554", "*******54")]
    [InlineData("bsn 10464554", "******54")]
    [InlineData("(123456782)", "*******82")]
    [InlineData("123456782", "*******82")]
    public void A_number_that_passes_the_eleven_test_seems_a_BSN(string text, string excerpt) =>
        Found(text, PersonalDataKind.Bsn, excerpt);

    [Theory]
    [InlineData("mail naar j.jansen@enschede.nl", "j***@enschede.nl")]
    [InlineData("<Jan.de-Vries+hg@mail.gemeente.nl>", "J***@mail.gemeente.nl")]
    [InlineData("info@vt.nl, of bel", "i***@vt.nl")]
    public void An_address_seems_an_e_mail_address(string text, string excerpt) =>
        Found(text, PersonalDataKind.Email, excerpt);

    [Theory]
    [InlineData("06-12345678", "**-******78")]
    [InlineData("bel 06 12 34 56 78", "** ** ** ** 78")]
    [InlineData("0612345678", "********78")]
    [InlineData("+31 6 12345678", "+** * ******78")]
    [InlineData("+31612345678", "+*********78")]
    [InlineData("+31 (0)53 481 81 81", "+** (*)** *** ** 81")]
    [InlineData("0031 53 4818181", "**** ** *****81")]
    [InlineData("053-4818181", "***-*****81")]
    [InlineData("053 481 81 81", "*** *** ** 81")]
    [InlineData("(053) 481 8181", "(***) *** **81")]
    [InlineData("0541-123456", "****-****56")]
    [InlineData("0541 12 34 56", "**** ** ** 56")]
    [InlineData("0534818181", "********81")]
    [InlineData("088 123 45 67", "*** *** ** 67")]
    public void A_Dutch_number_seems_a_telephone_number(string text, string excerpt) =>
        Found(text, PersonalDataKind.Phone, excerpt);

    [Theory]
    [InlineData("Nota 2014, 2015-2018 en 2014 2017")]                  // years
    [InlineData("van 01-10-2018 tot 31-12-2018")]                      // dates
    [InlineData("op 20181001 en 01102018")]
    [InlineData("vastgesteld 01.10.2018")]
    [InlineData("€ 123456782 per jaar")]                               // amounts
    [InlineData("€ 123.456.782")]
    [InlineData("EUR 123.456.782,-")]
    [InlineData("123.456.782 euro")]
    [InlineData("begroting 1.234.567,50 en 12.345.678")]
    [InlineData("158.351 inwoners, 123456782 inwoners")]
    [InlineData("7511 JX Enschede, postbus 20, 7500 AA")]              // postcodes
    [InlineData("NL91 ABNA 0417 1643 00")]                             // account numbers
    [InlineData("NL91ABNA0417164300")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("KvK 12345678, kvk-nummer 10464554")]
    [InlineData("RSIN 123456782")]
    [InlineData("zaaknummer Z2018-123456782")]                         // part of a longer name
    [InlineData("1234567820 en 12345678201")]                          // longer numbers
    [InlineData("123456789")]                                          // fails the eleven-test
    [InlineData("000000000")]
    [InlineData("00123458")]
    [InlineData("Veilig Thuis 0800-2000, politie 0900-8844, 112")]     // nobody's own
    [InlineData("14 053")]
    [InlineData("artikel 2.1.1, lid 3, pagina 12 t/m 15")]
    [InlineData("ik@huis")]
    [InlineData("@veiligthuis en jaar@maand")]
    [InlineData("0,6123456789")]
    [InlineData("")]
    [InlineData(null)]
    public void What_looks_like_it_and_is_not_raises_no_alarm(string? text) => Assert.Empty(PersonalData.Find(text));

    [Fact]
    public void Each_place_is_found_once_and_in_the_order_of_the_text()
    {
        var found = PersonalData.Find("Jan (06-12345678, jan@gemeente.nl) over 123456782");

        Assert.Equal(
            [(PersonalDataKind.Phone, 5, 11), (PersonalDataKind.Email, 18, 15), (PersonalDataKind.Bsn, 40, 9)],
            found.Select(f => (f.Kind, f.Position, f.Length)));
        Assert.All(found, f => Assert.Contains("Haal het weg", f.Advice, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("123456782", true)]
    [InlineData("111222333", true)]
    [InlineData("10464554", true)]
    [InlineData("123456781", false)]
    [InlineData("000000000", false)]
    [InlineData("1234567", false)]
    public void The_eleven_test_weighs_nine_digits(string digits, bool passes) =>
        Assert.Equal(passes, PersonalData.PassesElevenTest(digits));

    private static void Found(string text, PersonalDataKind kind, string excerpt)
    {
        var finding = Assert.Single(PersonalData.Find(text));
        Assert.Equal((kind, excerpt), (finding.Kind, finding.Excerpt));
        Assert.True(finding.Position + finding.Length <= text.Length);
    }
}
