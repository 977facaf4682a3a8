namespace Monitor.Sidecar;

/// <summary><c>GET /v1.0/healthz</c> (the app too) and <c>/v1.0/healthz/outbound</c> (the sidecar alone).</summary>
internal static class HealthRoute
{
    public static Task AnswerAsync(HttpContext http, SidecarApp app)
    {
        var asked = http.Request.Query["appid"].ToString();
        if (asked.Length > 0 && asked != app.Id)
        {
            return DaprError.HealthAsync(http, "ERR_HEALTH_APPID_NOT_MATCH", "dapr app-id does not match");
        }
        return app.IsStarted
            ? AnswerWellAsync(http)
            : DaprError.HealthAsync(http, "ERR_HEALTH_NOT_READY", "dapr is not ready");
    }

    /// <summary>Served only once the components are read, and so always well.</summary>
    public static Task AnswerWellAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
