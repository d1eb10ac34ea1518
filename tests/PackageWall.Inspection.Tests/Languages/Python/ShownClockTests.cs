using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Tests.Catalogue;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Languages.Python;

/// <summary>A program may say what time it is before it ends itself; one that ends itself by what time it is does something else.</summary>
public sealed class ShownClockTests
{
    private static Verdict Wheel(string lines) => CatalogueInspection.Of(
        Ecosystem.PyPi, "zoned-1.0.0-py3-none-any.whl",
        new WheelBuilder("zoned", "1.0.0").File("zoned/__init__.py", "import os\nimport time\nfrom datetime import datetime\n" + lines).Build()).Verdict;

    [Theory]
    [InlineData("now = datetime.now().strftime('%X')\n    self.out.write(now)")]
    [InlineData("now = datetime.now()\n    print('started %s' % now)")]
    [InlineData("print(f'started {datetime.now()}', time.strftime('%X'))")]
    [InlineData("now = time.strftime('%X')\n    if self.verbose:\n        self.log.info('started ' + now)")]
    public void What_is_only_said_decides_nothing(string lines) =>
        Wheel($"def run(self):\n    {lines}\n    try:\n        self.serve()\n    except OSError:\n        os._exit(1)\n").ShouldBe(Verdict.Clean);

    [Theory]
    [InlineData("now = datetime.now().strftime('%Y')\n    print(now)\n    if now == '2027':")]
    [InlineData("now = datetime.now().strftime('%Y')\n    print(now)\n    if now in self.years:")]
    [InlineData("now = datetime.now()\n    print(now)\n    if now.year > 2026:")]
    [InlineData("now = datetime.now().strftime('%Y')\n    print(now)\n    if self.late(now):")]
    [InlineData("now = datetime.now().strftime('%Y')\n    print(now)\n    if self.years.get(now):")]
    [InlineData("now = datetime.now().strftime('%Y')\n    print(now)\n    late = now\n    if self.years.get(late):")]
    [InlineData("now = datetime.now().strftime('%Y')\n    print(self.years[now])\n    if 1:")]
    [InlineData("now = datetime.now().strftime('%Y')\n    print(now == '2027' and os._exit(1))\n    if 1:")]
    [InlineData("now = datetime.now().strftime('%Y')\n    print(now)\n    if locals()['n' 'ow'] == '2027':")]
    [InlineData("now = datetime.now().strftime('%Y')\n    print(now)\n    def late():\n        return now > '2026'\n    if late():")]
    [InlineData("time.sleep(self.left(datetime.now()))\n    if 1:")]
    [InlineData("now = datetime.now().strftime('%Y')\n    try:\n        self.out.write(now)\n    except OSError:")]
    [InlineData("self.now = datetime.now().strftime('%Y')\n    print(self.now)\n    if self.late():")]
    [InlineData("now = datetime.now().strftime('%Y')\n    print(now)\n    now = self.late(now)\n    if now:")]
    [InlineData("print((now := datetime.now().strftime('%Y')))\n    if self.late(now):")]
    [InlineData("for year in range(datetime.now().year - 2026):")]
    public void What_decides_is_a_gate(string lines) => Wheel($"def run(self):\n    {lines}\n        os._exit(1)\n").ShouldBe(Verdict.Suspicious);

    [Theory]
    [InlineData("def write(now):\n    if now > '2027':\n        late.append(1)\n\nlate = []\ndef run():\n    now = datetime.now().isoformat()\n    write(now)\n    if late:\n        os._exit(1)\n")]
    [InlineData("def print(now):\n    if now > '2027':\n        late.append(1)\n\nlate = []\ndef run():\n    now = datetime.now().isoformat()\n    print(now)\n    if late:\n        os._exit(1)\n")]
    [InlineData("from zoned.late import log\ndef run():\n    now = datetime.now().isoformat()\n    log(now)\n    if log.late:\n        os._exit(1)\n")]
    [InlineData("from zoned.late import late as print\ndef run():\n    now = datetime.now().isoformat()\n    print(now)\n    if print.late:\n        os._exit(1)\n")]
    [InlineData("class A:\n    def write(self, now):\n        self.late = now > '2027'\n\n    def run(self):\n        now = datetime.now().isoformat()\n        self.write(now)\n        if self.late:\n            os._exit(1)\n")]
    public void Who_writes_by_a_name_of_the_file_may_decide(string code) => Wheel(code).ShouldBe(Verdict.Suspicious);
}
