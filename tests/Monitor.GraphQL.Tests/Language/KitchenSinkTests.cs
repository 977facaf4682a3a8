using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>Every production of the grammar at once: what is printed reads back as the same tree.</summary>
public sealed class KitchenSinkTests
{
    internal const string Executable = """"
        "Described"
        query queryName("The year" $foo: ComplexType, $site: Site = MOBILE, $list: [[Int!]!]! = [[1], []] @onVariable)
        @onQuery {
          whoever123is: node(id: [123, 456]) {
            id, # a comment
            ... on User @onInlineFragment {
              field2 {
                id
                alias: field1(first: 10, after: $foo) @include(if: $foo) { id, ...frag @onFragmentSpread }
              }
            }
            ... @skip(unless: $foo) { id }
            ... { id }
          }
        }

        mutation likeStory @onMutation { like(story: 123) @onField { story { id @onField } } }

        subscription StoryLike($input: StoryLikeInput @onVariable) @onSubscription {
          storyLikeSubscribe(input: $input) { story { likers { count } likeSentence { text } } }
        }

        """
        Described
          in two lines
        """
        fragment frag on Friend @onFragmentDefinition {
          foo(
            size: $size, bar: $b, obj: {key: "value", block: """
              block string uses \"""
                and indentation
            """, long: "a string that is long enough to put each argument on a line of its own"}
          )
        }

        query teeny {
          unnamed(truthy: true, falsy: false, nullish: null, float: -1.5e+10, negative: -1, member: ENUM, empty: "")
          escaped(text: "\" \\ \/ \b \f \n \r \t \u00e9 \u{1F600} \uD83D\uDE00", objects: [{}, {a: {b: []}}])
          query
        }

        { __typename }
        """";

    internal const string TypeSystem = """"
        """The schema as a whole."""
        schema @onSchema { query: QueryType mutation: MutationType }

        """
        The `Foo` type,
          described.
        """
        type Foo implements Bar & Baz & Two {
          "One" one: Type
          """Two""" two("""An argument.""" argument: InputType!): Type
          three(argument: InputType, other: String): Int
          four(argument: String = "string"): String
          five(argument: [String] = ["string", "string"]): String
          six(argument: InputType = {key: "value"}): Type
          seven(argument: Int = null): Type
          eight("b" argument: OneOfInputType @onArgument, "c\n" other: [Int!]! = []): Type
        }

        type AnnotatedObject @onObject(arg: "value") { field(arg: Type = "default" @onArgument): Type @onField }
        type UndefinedType
        extend type Foo { seven(argument: [String]): Type }
        extend type Foo implements Three @onType

        interface Bar { one: Type four(argument: String = "string"): String }
        interface Annotated @onInterface { field(arg: Type @onArgument): Type @onField }
        interface UndefinedInterface
        extend interface Bar implements Two { two(argument: InputType!): Type }
        extend interface Bar @onInterface
        interface Baz implements Bar & Two { one: Type two(argument: InputType!): Type }

        union Feed = | Story | Article | Advert
        union AnnotatedUnion @onUnion = A | B
        union UndefinedUnion
        extend union Feed = Photo | Video
        extend union Feed @onUnion

        scalar CustomScalar
        scalar AnnotatedScalar @onScalar
        extend scalar CustomScalar @onScalar

        enum Site { """A value""" DESKTOP "Another" MOBILE @deprecated(reason: "old") }
        enum UndefinedEnum
        extend enum Site { VR }
        extend enum Site @onEnum

        input InputType { key: String! answer: Int = 42 }
        input OneOfInputType @oneOf { string: String "d" int: Int @onInputField }
        input UndefinedInput
        extend input InputType { other: Float = 1.23e4 @onInputField }
        extend input InputType @onInputObject

        "A directive" directive @skip("If" if: Boolean! @onArgument) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @include(if: Boolean!) on | FIELD
        directive @again(if: Boolean!) repeatable on QUERY | MUTATION | SUBSCRIPTION | FRAGMENT_DEFINITION
          | VARIABLE_DEFINITION | SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE
          | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION

        extend schema @onSchema
        extend schema @onSchema { subscription: SubscriptionType }
        """";

    [Theory]
    [InlineData(Executable, 6)]
    [InlineData(TypeSystem, 34)]
    [InlineData(Executable + TypeSystem, 40)]
    public void What_is_printed_reads_back_as_the_same_tree(string source, int definitions)
    {
        var document = Parser.Parse(source);
        var printed = Printer.Print(document);
        var again = Parser.Parse(printed);

        Assert.Equal(definitions, document.Definitions.Count);
        Assert.Equal(WithoutShorthand(Tree.Of(document)), WithoutShorthand(Tree.Of(again)));
        Assert.Equal(printed, Printer.Print(again));
    }

    // "query { a }" is printed in short; that alone is not kept.
    private static string WithoutShorthand(string tree) =>
        tree.Replace("IsShorthand: True", "IsShorthand: False", StringComparison.Ordinal);
}
