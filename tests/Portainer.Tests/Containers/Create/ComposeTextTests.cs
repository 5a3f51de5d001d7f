using Portainer.Containers.Create;

namespace Portainer.Tests.Containers.Create;

/// <summary>The compose file of a draft.</summary>
public sealed class ComposeTextTests
{
    [Fact]
    public void From_ACommonContainer_IsWhatOneWouldWrite()
    {
        var draft = DockerRunCommand.Parse("""
            docker run -d --name web --restart on-failure:3 -p 8080:80 -p 53:53/udp -v data:/data:ro -v /srv/www:/www --mount type=tmpfs,target=/scratch,tmpfs-size=16m
            -e 'GREETING=hello "you" $USER' -e YES=no -l app=1.10 --network front --network-alias www --ip 10.90.0.5 -m 128m --health-cmd "wget -q localhost" --health-interval 5s
            --ulimit nofile=1024 --gpus all --init=false nginx:1.27 nginx -g 'daemon off;'
            """).Draft!;
        Assert.Equal(
            """
            services:
              web:
                image: nginx:1.27
                container_name: web
                command:
                  - nginx
                  - "-g"
                  - "daemon off;"
                init: false
                restart: on-failure:3
                environment:
                  - "GREETING=hello \"you\" $$USER"
                  - "YES=no"
                labels:
                  app: "1.10"
                healthcheck:
                  test:
                    - CMD-SHELL
                    - "wget -q localhost"
                  interval: "5s"
                volumes:
                  - data:/data:ro
                  - /srv/www:/www
                  - type: tmpfs
                    target: /scratch
                    tmpfs:
                      size: "16m"
                ports:
                  - "8080:80"
                  - "53:53/udp"
                networks:
                  front:
                    ipv4_address: "10.90.0.5"
                    aliases:
                      - www
                mem_limit: "128m"
                ulimits:
                  nofile: 1024
                deploy:
                  resources:
                    reservations:
                      devices:
                        - count: all
                          capabilities:
                            - gpu
            networks:
              front:
                external: true
            volumes:
              data:
                name: data

            """,
            ComposeText.From(draft));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("1.10", "\"1.10\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("two\nlines", "\"two\\nlines\"")]
    [InlineData("end:", "\"end:\"")]
    [InlineData("- dash", "\"- dash\"")]
    [InlineData("#no", "\"#no\"")]
    [InlineData("*star", "\"*star\"")]
    [InlineData("back\\slash", "\"back\\\\slash\"")]
    [InlineData("null", "\"null\"")]
    public void Write_AWord_IsQuotedWhenItWouldMeanSomethingElse(string value, string expected) =>
        Assert.Equal($"key: {expected}\n", Yaml.Write(new YamlMap().AddAlways("key", value)));
}
