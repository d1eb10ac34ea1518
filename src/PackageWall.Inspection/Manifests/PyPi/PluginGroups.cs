namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>
/// Entry point groups that other tools load by themselves, as soon as the distribution is installed beside them: such a plugin runs
/// though nobody imports it.
/// </summary>
internal static class PluginGroups
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "pytest11", "nose.plugins", "nose.plugins.0.10", "setuptools.finalize_distribution_options", "setuptools.file_finders", "distutils.commands",
        "distutils.setup_keywords", "egg_info.writers", "flake8.extension", "flake8.report", "keyring.backends", "airflow.plugins", "apache_airflow_provider",
        "virtualenv.create", "virtualenv.discovery", "virtualenv.seed", "virtualenv.activate", "tox", "hatch", "poetry.plugin", "poetry.application.plugin", "pdm",
        "twine.registered_commands", "conda", "nox.sessions", "mypy.plugins", "hypothesis", "torch.backends", "vllm.general_plugins", "numba_extensions",
        "mlflow.app", "mlflow.tracking_store", "fsspec.specs", "xarray.backends", "dask.array.backends", "jupyterlab", "ipython.extensions", "llm", "datasette",
        "pygments.lexers", "babel.extractors", "ddtrace.contrib", "schemathesis.extensions", "celery.commands", "prefect.collections",
    };

    private static readonly string[] Prefixes = ["sphinx", "opentelemetry_", "jupyter", "setuptools_scm", "pytest_", "pylint", "mlflow."];

    public static bool AreLoadedByThemselves(string group) =>
        Names.Contains(group) || Prefixes.Any(prefix => group.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
