namespace PackageWall.Server.Rehearsals;

/// <summary><c>GET /readyz</c>: 200 when the server is as fast as it gets, 503 with a sentence before. For those who may wait; whoever asks for packages is answered in any case.</summary>
internal static class ReadinessEndpoint
{
    public static void MapReadiness(this WebApplication app)
    {
        Readiness readiness = app.Services.GetRequiredService<Readiness>();
        app.MapGet("/readyz", () => readiness.Lacking() is { } lacking
            ? Results.Text(lacking, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready"));
    }
}
