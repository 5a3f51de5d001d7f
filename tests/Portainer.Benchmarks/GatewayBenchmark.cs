using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Data;
using Portainer.Data.AccessControl;
using Portainer.Data.Endpoints;
using Portainer.Data.Migrations;
using Portainer.Data.Users;
using Portainer.Testing;
using Portainer.Tests.Gateway;

namespace Portainer.Benchmarks;

/// <summary>The Docker gateway against the engine itself: a list of 1,000 containers whole and filtered, a large stream, and bent requests.</summary>
internal static class GatewayBenchmark
{
    private const string Ann = "ann";
    private const string Big = "bench-gateway";

    public static async Task RunAsync(Bench bench)
    {
        Fuzz(bench);
        var count = bench.Scale(1000);
        await bench.HaveContainersAsync(count);
        await using var product = await Product.StartPreparedAsync(folder => PrepareAsync(bench, folder));
        var direct = Report.Percentile(await TimesAsync("--unix-socket", bench.Engine.Socket, "http://docker/containers/json?all=1"), 0.5);
        await ListAsync(bench, product, Product.Administrator, $"GET containers/json of {count} through the gateway, decorated (median of 20)", direct);
        await ListAsync(bench, product, Ann, $"the same, filtered to the {count / 10} of one owner", direct);
        await StreamAsync(bench, product);
    }

    private static void Fuzz(Bench bench)
    {
        var (fuzz, rounds, clock) = (new RequestFuzz(Environment.TickCount), bench.Scale(100_000), Stopwatch.StartNew());
        var finds = Enumerable.Range(0, rounds).Select(_ => fuzz.Step()).OfType<string>().ToList();
        finds.ForEach(Console.Error.WriteLine);
        bench.Report.Add(
            $"gateway: {rounds:#,0} bent requests, {fuzz.Taken:#,0} taken, in {clock.Elapsed.TotalSeconds:0.0} s", $"{finds.Count} from refused to allowed", null, null, "0", finds.Count == 0);
    }

    private static async Task ListAsync(Bench bench, Product product, string user, string what, double direct)
    {
        var times = await TimesAsync("-H", $"Cookie: {await CookieAsync(bench, product, user)}", new Uri(product.Url, "api/endpoints/1/docker/containers/json?all=1").ToString());
        var median = Report.Percentile(times, 0.5);
        bench.Report.Add(what, $"{median:0.0} ms", $"{direct:0.0} ms", median / direct, "≤ 1.15", median / direct <= 1.15);
    }

    private static async Task StreamAsync(Bench bench, Product product)
    {
        var megabytes = bench.Scale(500);
        await bench.Engine.DockerAsync("run", "--name", Big, "lab/base:1", "sh", "-c", $"dd if=/dev/zero of=/big bs=1M count={megabytes}");
        var path = $"containers/{Big}/archive?path=/big";
        var cookie = await CookieAsync(bench, product, Product.Administrator);
        var (engine, gateway) = (0.0, 0.0);
        for (var round = 0; round < 3; round++)
        {
            engine = Math.Max(engine, await SpeedAsync("--unix-socket", bench.Engine.Socket, $"http://docker/{path}"));
            gateway = Math.Max(gateway, await SpeedAsync("-H", $"Cookie: {cookie}", new Uri(product.Url, $"api/endpoints/1/docker/{path}").ToString()));
        }

        await bench.Engine.DockerAsync("rm", Big);
        bench.Report.Add(
            $"gateway: archive of {megabytes} MB out of a container (best of 3)", $"{gateway / 1e6:0} MB/s", $"{engine / 1e6:0} MB/s", gateway / engine, "≥ 0.95", gateway / engine >= 0.95);
    }

    private static async Task<List<double>> TimesAsync(params string[] arguments)
    {
        var times = new List<double>();
        for (var round = 0; round < 22; round++)
        {
            times.Add(await CurlAsync("%{time_total}", arguments) * 1000);
        }

        return times[2..];
    }

    private static Task<double> SpeedAsync(params string[] arguments) => CurlAsync("%{speed_download}", arguments);

    private static async Task<double> CurlAsync(string format, string[] arguments) =>
        double.Parse(await Command.RunAsync("curl", ["-sf", "-o", "/dev/null", "-w", format, .. arguments]), CultureInfo.InvariantCulture);

    private static async Task<string> CookieAsync(Bench bench, Product product, string user)
    {
        var context = await bench.Browser.NewContextAsync(new() { BaseURL = product.Url.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("sign-in");
        await page.FillAsync("#userName", user);
        await page.FillAsync("#password", Product.Password);
        await page.ClickAsync("button[type=submit].form-submit");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        var cookie = await Bench.CookieAsync(page);
        await context.CloseAsync();
        return cookie;
    }

    /// <summary>Somebody who owns every tenth container of the bench's engine.</summary>
    private static async Task PrepareAsync(Bench bench, string folder)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPortainerData(new DataOptions { Folder = folder });
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        var endpoint = await provider.GetRequiredService<EndpointStore>().CreateAsync(new("bench", $"unix://{bench.Engine.Socket}"), CancellationToken.None);
        var user = await provider.GetRequiredService<UserStore>().AddAsync(
            new(Ann, UserRole.Standard) { PasswordHash = new PasswordHasher<User>().HashPassword(new(), Product.Password) }, CancellationToken.None);
        await provider.GetRequiredService<GrantStore>().ReplaceAsync(
            GrantScope.Endpoint, endpoint.Id, [new(GrantScope.Endpoint, endpoint.Id, GrantHolder.User, user.Id, EndpointRole.StandardUser)], CancellationToken.None);
        var controls = provider.GetRequiredService<ResourceControlStore>();
        foreach (var container in (await bench.Client.Containers.ListContainersAsync(new() { All = true })).Where((_, at) => at % 10 == 0))
        {
            await controls.FindOrCreateAsync(Realms.OfEndpoint(endpoint.Id), ResourceType.Container, container.ID, Ownership.Private(user.Id), CancellationToken.None);
        }
    }
}
