using Microsoft.AspNetCore.Builder;

namespace Monitor.Dapr.Tests;

/// <summary>
/// Builders of processes under test. They watch no settings files: the watchers' threads outlive the test.
/// </summary>
public static class Builders
{
    private static readonly string[] ReadSettingsOnce = ["--hostBuilder:reloadConfigOnChange=false"];

    public static WebApplicationBuilder Of(string environment) => WebApplication.CreateBuilder(
        new WebApplicationOptions { EnvironmentName = environment, Args = ReadSettingsOnce });

    /// <summary>An app that stands for any other.</summary>
    public static WebApplicationBuilder Plain() => WebApplication.CreateSlimBuilder(
        new WebApplicationOptions { Args = ReadSettingsOnce });
}
