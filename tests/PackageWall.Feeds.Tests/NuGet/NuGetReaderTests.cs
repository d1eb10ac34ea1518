using PackageWall.Feeds.Documents;
using PackageWall.Feeds.NuGet;
using PackageWall.Packages;
using static PackageWall.Feeds.Tests.NuGet.NuGetDocuments;

namespace PackageWall.Feeds.Tests.NuGet;

public sealed class NuGetReaderTests
{
    [Fact]
    public void A_service_index_gives_the_best_variant_of_each_resource()
    {
        NuGetServiceIndex index = Value(NuGetServiceIndexReader.Read(Utf8(ServiceIndex), IndexUrl));
        index.PackageBase.ShouldBe(PackageBase);
        index.Registrations.ShouldBe(new Uri("https://registry.example/v3/registration5-gz-semver2/"));
        index.Search.ShouldBe([new Uri("https://search.example/query35"), new Uri("https://search2.example/query35")]);
        index.Autocomplete.Single().AbsolutePath.ShouldBe("/autocomplete");
        index.Vulnerabilities!.AbsolutePath.ShouldBe("/v3/vulnerabilities/index.json");
        index.Catalog!.AbsolutePath.ShouldBe("/v3/catalog0/index.json");
        index.RepositorySignatures.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("{\"version\":\"2.0\",\"resources\":[]}")]
    [InlineData("{\"version\":\"3.0.0\",\"resources\":[]}")]
    [InlineData("{\"version\":\"3.0.0\",\"resources\":[7,{\"@id\":7,\"@type\":\"PackageBaseAddress/3.0.0\"}]}")]
    [InlineData("{\"version\":\"3.0.0\",\"resources\":[{\"@id\":\"http://registry.example/flat/\",\"@type\":\"PackageBaseAddress/3.0.0\"}]}")]
    [InlineData("{\"version\":\"3.0.0\",\"resources\":[{\"@id\":\"file:///flat/\",\"@type\":\"PackageBaseAddress/3.0.0\"}]}")]
    public void A_service_index_that_leads_to_no_packages_is_a_failure(string json) =>
        NuGetServiceIndexReader.Read(Utf8(json), IndexUrl).ShouldBeOfType<NuGetReading<NuGetServiceIndex>.Failure>();

    [Fact]
    public void The_list_decides_which_versions_there_are_and_the_registration_dates_them()
    {
        UpstreamPackage package = Package().Package;
        package.Unreadable.ShouldBe(1);
        package.Versions.Select(version => version.Version.Value).ShouldBe(["1.0.0", "1.1.0", "1.2.0", "2.0.0-beta.1"]);
        package.Versions[0].PublishedAt.ShouldBe(new DateTimeOffset(2020, 1, 1, 10, 0, 0, 123, TimeSpan.Zero));
        package.Versions[2].PublishedAt.ShouldNotBeNull();
        UpstreamArtifact artifact = package.Versions[3].Artifacts.Single();
        artifact.FileName.ShouldBe("pwdemo.2.0.0-beta.1.nupkg");
        artifact.Url.ShouldBe(new Uri(PackageBase, "pwdemo/2.0.0-beta.1/pwdemo.2.0.0-beta.1.nupkg"));
    }

    [Fact]
    public void An_unlisted_version_is_not_126_years_old()
    {
        UpstreamVersion unlisted = Package().Package.Versions[1];
        unlisted.IsListed.ShouldBeFalse();
        unlisted.PublishedAt.ShouldBeNull();
    }

    [Fact]
    public void The_catalog_s_date_of_creation_goes_before_the_date_of_listing()
    {
        byte[] bytes = Utf8($$"""
            { "id": "PwDemo", "version": "1.1.0", "created": "2021-05-05T05:05:05.5Z", "published": "1900-01-01T00:00:00Z", "packageSize": 77,
              "packageHashAlgorithm": "SHA512", "packageHash": "{{Convert.ToBase64String(new byte[64])}}" }
            """);
        CatalogLeaf leaf = Value(CatalogLeafReader.Read(bytes, Demo, Version("1.1.0")));
        leaf.Hash.ShouldBe(new ArtifactHash("sha512", new string('0', 128)));
        NuGetPackage joined = NuGetPackageJoin.Join(
            Demo, new FlatIndex([(Version("1.1"), "1.1")], 0), [], PackageBase, new Dictionary<string, CatalogLeaf> { ["1.1.0"] = leaf });
        joined.Package.Versions[0].PublishedAt.ShouldBe(leaf.CreatedAt);
        joined.Package.Versions[0].Artifacts[0].Size.ShouldBe(77);
        joined.Package.Versions[0].Artifacts[0].Hashes.Count.ShouldBe(1);
        CatalogLeafReader.Read(bytes, Demo, Version("1.2.0")).ShouldBeOfType<NuGetReading<CatalogLeaf>.Failure>();
        CatalogLeafReader.Read(bytes, PackageName.Parse(Ecosystem.NuGet, "Other"), Version("1.1.0")).ShouldBeOfType<NuGetReading<CatalogLeaf>.Failure>();
    }

    [Fact]
    public void Pages_that_are_not_inlined_are_named()
    {
        const string Json = """
            { "items": [ { "@id": "page/1.0.0/1.9.0.json", "lower": "1.0.0", "upper": "1.9.0", "count": 64 },
                         { "@id": "https://registry.example/p2.json", "lower": "2.0.0", "upper": "2.1.0", "count": 2 } ] }
            """;
        RegistrationIndex index = Value(RegistrationReader.ReadIndex(Utf8(Json), Demo, RegistrationUrl));
        index.Leaves.ShouldBeEmpty();
        index.MissingPages.ShouldBe([new Uri(RegistrationUrl, "page/1.0.0/1.9.0.json"), new Uri("https://registry.example/p2.json")]);

        byte[] page = Utf8($$"""{ "items": [ {{Leaf("1.0.0", "2020-01-01T10:00:00Z")}}, {} ] }""");
        RegistrationIndex read = Value(RegistrationReader.ReadPage(page, Demo, RegistrationUrl));
        read.Leaves.Single().Version.Value.ShouldBe("1.0.0");
        read.Unreadable.ShouldBe(1);
    }

    [Fact]
    public void A_leaf_may_name_its_catalog_entry_by_address_only()
    {
        byte[] json = Utf8("""
            { "@id": "https://registry.example/reg/pwdemo/1.0.0-rc.1.json", "catalogEntry": "https://registry.example/catalog/pwdemo.json",
              "listed": false, "published": "2020-01-01T00:00:00Z", "packageContent": "https://registry.example/pwdemo.nupkg" }
            """);
        RegistrationLeaf leaf = Value(RegistrationReader.ReadLeaf(json, Demo, RegistrationUrl));
        leaf.Version.Value.ShouldBe("1.0.0-rc.1");
        leaf.IsListed.ShouldBeFalse();
        leaf.CatalogUrl.ShouldBe(new Uri("https://registry.example/catalog/pwdemo.json"));
        leaf.PublishedAt.ShouldNotBeNull();
        leaf.Entry.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_version_dated_twice_has_no_date()
    {
        RegistrationLeaf[] leaves = [new(Version("1.0.0"), "1.0.0") { PublishedAt = DateTimeOffset.UnixEpoch.AddYears(40) },
            new(Version("1.0.0"), "1.0") { PublishedAt = DateTimeOffset.UnixEpoch.AddYears(50) }];
        NuGetPackageJoin.Join(Demo, new FlatIndex([(Version("1.0.0"), "1.0.0")], 0), leaves, PackageBase, new Dictionary<string, CatalogLeaf>())
            .Package.Versions[0].PublishedAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"versions\":{}}")]
    [InlineData("{\"items\":[7]}")]
    [InlineData("{\"items\":[{\"count\":3}]}")]
    [InlineData("{\"versions\":[\"\\ud800\"],\"items\":[\"\\ud800\"]}")]
    public void A_document_of_another_structure_is_a_failure_and_not_an_empty_package(string json)
    {
        FlatIndexReader.Read(Utf8(json)).ShouldBeOfType<NuGetReading<FlatIndex>.Failure>();
        RegistrationReader.ReadIndex(Utf8(json), Demo, RegistrationUrl).ShouldBeOfType<NuGetReading<RegistrationIndex>.Failure>();
    }

    [Fact]
    public void A_leaf_of_another_package_is_left_out()
    {
        string other = Registration.Replace("\"id\": \"PwDemo\", \"version\": \"1.0.0\"", "\"id\": \"Other\", \"version\": \"1.0.0\"");
        RegistrationIndex index = Value(RegistrationReader.ReadIndex(Utf8(other), Demo, RegistrationUrl));
        index.Unreadable.ShouldBe(1);
        index.Leaves.Count.ShouldBe(3);
    }

    [Fact]
    public void The_registry_s_signing_certificates_are_read_by_fingerprint()
    {
        string json = "{\"allRepositorySigned\":true,\"signingCertificates\":[{\"fingerprints\":{\"2.16.840.1.101.3.4.2.1\":\"" + new string('A', 64) + "\"},\"subject\":\"x\"}]}";
        RepositoryCertificates certificates = Value(RepositoryCertificatesReader.Read(Utf8(json)));
        certificates.AllSigned.ShouldBeTrue();
        certificates.Fingerprints.ShouldBe([new string('a', 64)]);
        RepositoryCertificatesReader.Read(Utf8(json.Replace("AAAA", "A"))).ShouldBeOfType<NuGetReading<RepositoryCertificates>.Failure>();
    }
}
