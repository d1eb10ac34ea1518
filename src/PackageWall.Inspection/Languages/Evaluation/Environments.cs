using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Which names stand for all variables of the environment.</summary>
internal static class Environments
{
    public static bool Is(ApiNode api) =>
        api.Path is "os.environ" or "os.environb" or "process.env" or "Bun.env" or "import.meta.env" or "Deno.env";
}
