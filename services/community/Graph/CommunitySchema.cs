using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>What answers each field of schema.graphql. Fields not named here are members of the same name.</summary>
public static class CommunitySchema
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        ReferenceFields.Bind(binder);
        MemberFields.Bind(binder, services);
        ConsentFields.Bind(binder, services);
        PostFields.Bind(binder, services);
        ModerationFields.Bind(binder, services);
        SearchFields.Bind(binder, services);
        NotificationFields.Bind(binder, services);
        PrivacyFields.Bind(binder, services);
    }
}
