global using Portainer.EndToEnd.Harness;
global using Portainer.Testing;
